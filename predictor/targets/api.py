"""Targets of a student: what they are, what was done to them, and doing it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import Task
from mlcore.pipeline.schema import Field, Grading, InvalidValue
from mlcore.words.said import said
from predictor import problems
from predictor.access.questions import tasks_of, tasks_seen_of
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Flag, Id, Number, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query, wants
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.models import Student, Target
from predictor.models.targets import LONGEST_LABEL, LONGEST_WHY
from predictor.targets.standing import Standing, standing, standings
from predictor.targets.work import Aim, Signed, lock, set_target, take_back, unlock

ACTS: dict[str, Callable[[Student, Task, Signed], Target]] = {"take_back": take_back, "lock": lock, "unlock": unlock}
SET = "set"
CODES = {problems.TargetLocked: "target_locked", problems.TargetChanged: "target_changed"}


class TargetSerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="task.slug")
    score = serializers.FloatField(allow_null=True)
    grade = serializers.CharField(help_text="A label; without it and a score, the target was taken back.")
    locked = serializers.BooleanField()
    why = serializers.CharField()
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()
    is_newest = serializers.BooleanField(help_text="Whether this row counts; the others are history.")


class ReachedTargetSerializer(TargetSerializer):
    to_reach = serializers.FloatField(allow_null=True, help_text="The score; of a grade, where it begins today.")
    chance = serializers.FloatField(
        allow_null=True, help_text="The share of similar students who reach it, of the newest row; null if not known."
    )
    prediction = Id(allow_null=True, help_text="The newest prediction, which tells the chance.")


class NewTargetSerializer(Strict):
    task = Text(max_length=50, help_text="Slug of a task that the student's class is asked.")
    act = serializers.ChoiceField([SET, *ACTS])
    score = Number(required=False, allow_null=True, help_text="To set: this or `grade`.")
    grade = Text(max_length=LONGEST_LABEL, required=False, allow_null=True, help_text="To set: the label of a grade.")
    locked = Flag(
        required=False, help_text="To set: whether it is locked from then on; without it, it is open."
    )  # not for readers
    why = Text(max_length=LONGEST_WHY, help_text="Kept for good.")
    seen = Id(allow_null=True, help_text="The newest row of the task that you saw; null: there was none.")


class TargetQuery(Query):
    task = serializers.SlugField(required=False)
    is_newest = serializers.BooleanField(required=False, help_text="The rows that count, or those of the history.")


OF_STANDING = ("to_reach", "chance", "prediction")
TARGET, NEW_TARGET = TargetSerializer(), NewTargetSerializer()
LIST = Listing(
    ReachedTargetSerializer,
    TargetQuery,
    lookups={"task": "task__slug", "is_newest": "is_newest"},
    sorts=("id", "score"),
    moments=("made_at",),
)


class TargetList(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="targets_list",
        responses=LIST.answer,
        summary="Targets of a student with their history, newest first",
    )
    def get(self, request: Request, pk: int) -> Response:
        query = LIST.asked(request)
        student = _student(request, pk, Act.SEE)
        rows = (
            Target.objects.told_to(request.user)
            .filter(student=student)
            .with_standing()
            .select_related("task", "made_by")
        )
        asked = tasks_seen_of(student, request.user) if wants(query, *OF_STANDING) else []
        now = {one.task.pk: one for one in standings(student, asked)}
        return LIST.page(request, rows, lambda row: _show(row, now.get(row.task_id)), query)

    @extend_schema(
        request=NewTargetSerializer,
        responses={201: ReachedTargetSerializer},
        extensions=MAY_CONFLICT,
        summary="Set a target, take it back, lock or unlock it",
        description="Adds a row; none is ever changed. A locked target is changed by whoever locked it, or an admin.",
    )
    def post(self, request: Request, pk: int) -> Response:
        student = _student(request, pk, Act.CHANGE)
        content = NEW_TARGET.run_validation(request.data)
        now = standing(student, _task(student, content["task"]))
        signed = Signed(by=request.user, why=content["why"], seen=content["seen"])
        _act(student, now, signed, content)
        now = standing(student, now.task)
        assert now.newest
        now.newest.is_newest = True  # type: ignore[attr-defined]  # what lists are annotated with
        return Response(_show(now.newest, now), status=201)


def _act(student: Student, now: Standing, signed: Signed, content: Mapping[str, Any]) -> None:
    try:
        if content["act"] == SET:
            aim = _aim(content, now.field, now.grading)
            set_target(student, now.task, aim, signed, locked=content.get("locked", False))
        else:
            _refuse_more(content)
            ACTS[content["act"]](student, now.task, signed)
    except problems.TargetStays as error:
        raise Refused(409, CODES.get(type(error), "target_unchanged"), str(error)) from error


def _aim(content: Mapping[str, Any], field: Field, grading: Grading | None) -> Aim:
    score, label = content.get("score"), content.get("grade")
    if (score is None) == (label is None):
        raise invalid({"score": _("Give a score or a grade, not both; to have no target, the act is 'take_back'.")})
    if label is not None:
        return Aim(grade=_grade(label, grading))
    try:
        cleaned = field.clean(score)
    except InvalidValue as refusal:
        raise invalid({"score": said(refusal.problem)}) from refusal
    if not isinstance(cleaned, float):
        raise invalid({"score": _("%(score)s means 'not known' here.") % {"score": score}})
    return Aim(score=cleaned)


def _grade(label: str, grading: Grading | None) -> str:
    found = grading.named(label) if grading else None
    if found is None:
        labels = ", ".join(grade.label for grade in grading.as_written) if grading else ""
        none = _("There is no grade '%(grade)s'; the task has none; give a score.")
        unknown = _("There is no grade '%(grade)s'; there are: %(grades)s.") if labels else none
        raise invalid({"grade": unknown % {"grade": label, "grades": labels}})
    return found.label


def _refuse_more(content: Mapping[str, Any]) -> None:
    more = [name for name in ("score", "grade", "locked") if content.get(name) is not None]
    if more:
        raise invalid(dict.fromkeys(more, _("Only with the act '%(act)s'.") % {"act": SET}))


def _student(request: Request, pk: int, act: Act) -> Student:
    students = Student.objects.open_to(request.user, act).select_related("classroom__schema_version")
    return get_object_or_404(students, pk=pk)


def _task(student: Student, slug: str) -> Task:
    tasks = tasks_of(student.classroom)
    found = next((task for task in tasks if task.slug == slug), None)
    if found is None:
        asked = ", ".join(task.slug for task in tasks)
        other = _("The student's class is not asked '%(task)s'; it is asked: %(tasks)s")
        raise invalid({"task": other % {"task": slug, "tasks": asked}})
    return found


def _show(row: Target, now: Standing | None) -> dict[str, Any]:
    """Only of the row that counts it is told who reaches it."""
    counts = now if now and now.newest == row else None
    prediction = counts.prediction if counts and counts.chance is not None else None
    return TARGET.to_representation(row) | {
        "to_reach": counts.score if counts else None,
        "chance": counts.chance if counts else None,
        "prediction": prediction.pk if prediction else None,
    }
