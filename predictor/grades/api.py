"""Grades and chances of predictions, and the boundaries that were decided, for the API."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import Task
from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Grade, Grading
from mlcore.pipeline.schema.grades import LONGEST_LABEL, MOST_GRADES
from mlcore.words.marks import chances as words
from mlcore.words.said import said
from predictor import problems
from predictor.access.rights import Act, may
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Flag, Id, Number, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query, checked_query, id_filter
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.grades import work
from predictor.grades.chances import distribution_of
from predictor.grades.in_force import InForce, read
from predictor.models import Classroom, GradeBoundaries, Prediction
from predictor.models.boundaries import LONGEST_REASON

THEN, NOW = "then", "today"


class GradeRangeSerializer(serializers.Serializer):
    low = serializers.CharField()
    high = serializers.CharField()


class GradesSerializer(serializers.Serializer):
    value = serializers.CharField(help_text="The grade of the predicted value.")
    ranges = inline_serializer("GradeRanges", {str(level): GradeRangeSerializer() for level in LEVELS})


class GradeChanceSerializer(serializers.Serializer):
    grade = serializers.CharField()
    start = serializers.FloatField(help_text="The lowest score that gets it.")
    chance = serializers.FloatField(allow_null=True, help_text="From 0 to 1; null where the version keeps none.")


class PassSerializer(serializers.Serializer):
    start = serializers.FloatField(help_text="The lowest score that passes.")
    chance = serializers.FloatField(allow_null=True)


class ChancesSerializer(serializers.Serializer):
    boundaries = serializers.ChoiceField([THEN, NOW], help_text="Of the day of the prediction, or of today.")
    grades = GradeChanceSerializer(many=True, help_text="The lowest first; the chances add up to 1.")
    passed = PassSerializer(allow_null=True, help_text="Null without a pass mark.")


class ChancesQuery(Strict):
    boundaries = serializers.ChoiceField([THEN, NOW], default=THEN, help_text="Whose boundaries are asked for.")


class StartSerializer(serializers.Serializer):
    grade = serializers.CharField()
    start = serializers.FloatField()


class NewStartSerializer(Strict):
    grade = Text(max_length=LONGEST_LABEL)
    start = Number(help_text="The lowest score that gets it.")


class StoredBoundariesSerializer(serializers.Serializer):
    id = Id()
    schema = serializers.CharField(source="schema_name")
    field = serializers.CharField(help_text="Slug of the number that is graded.")
    classroom = Id(source="classroom_id", allow_null=True, help_text="Null: of every class without its own.")
    valid_from = serializers.DateField()
    reason = serializers.CharField()
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()


class BoundariesSerializer(StoredBoundariesSerializer):
    grades = StartSerializer(many=True, help_text="The lowest first; empty, and no pass mark: taken back.")
    pass_at = serializers.FloatField(allow_null=True)


class NewBoundariesSerializer(Strict):
    task = Text(max_length=50, help_text="Slug of a task that asks for the graded number.")
    classroom = Id(required=False, allow_null=True, help_text="Without it: every class without its own.")
    valid_from = serializers.DateField(required=False, help_text="Today or later; without it: today.")
    grades = serializers.ListField(
        child=NewStartSerializer(), required=False, max_length=MOST_GRADES, help_text="Best first or last."
    )
    pass_at = Number(required=False, allow_null=True, help_text="The lowest score that passes.")
    take_back = Flag(required=False, help_text="Instead of grades and pass mark: what held before is in force again.")
    seen = Id(required=False, help_text="The newest decision that you saw; refused where another was made since.")
    reason = Text(max_length=LONGEST_REASON, help_text="Teachers read it below the chances.")


class BoundariesQuery(Query):
    classroom = id_filter()
    task = serializers.SlugField(required=False)


CHANCES, CHANCES_QUERY = ChancesSerializer(), ChancesQuery()
STORED, NEW_BOUNDARIES = StoredBoundariesSerializer(), NewBoundariesSerializer()
LIST = Listing(
    BoundariesSerializer,
    BoundariesQuery,
    lookups={"classroom": "classroom"},
    sorts=("id", "valid_from"),
    moments=("made_at",),
)


class BoundariesList(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="boundaries_list",
        responses=LIST.answer,
        summary="Grade boundaries that were decided, newest first",
    )
    def get(self, request: Request) -> Response:
        query = LIST.asked(request)
        rows = GradeBoundaries.objects.visible_to(request.user).select_related("made_by")
        if "task" in query:
            task = _task(query["task"])
            rows = rows.filter(schema_name=task.schema_version.name, field=task.question.target)
        return LIST.page(request, rows, _show, query)

    @extend_schema(
        request=NewBoundariesSerializer,
        responses={201: BoundariesSerializer},
        extensions=MAY_CONFLICT,
        summary="Decide grade boundaries, or take them back",
        description="For admins. Adds a row; none is ever changed, and no model is trained for it.",
    )
    def post(self, request: Request) -> Response:
        if not (verdict := may(request.user, Act.SET_GRADES)):
            raise PermissionDenied(verdict.why)
        content = NEW_BOUNDARIES.run_validation(request.data)
        task = _task(content["task"])
        scope = work.Scope(schema_version=task.schema_version, target=task.target, classroom=_classroom(content, task))
        day = content.get("valid_from", timezone.localdate())
        signed = work.Signed(by=request.user, reason=content["reason"], valid_from=day, seen=content.get("seen"))
        return Response(_show(_decided(scope, content, signed)), status=201)


class PredictionChances(Resource):
    @extend_schema(
        parameters=[ChancesQuery],
        responses=ChancesSerializer,
        summary="The chances of one prediction",
        description="Of each grade and of passing, told from how far off the model was for students like this one.",
    )
    def get(self, request: Request, pk: int) -> Response:
        boundaries = checked_query(CHANCES_QUERY, request)["boundaries"]
        rows = Prediction.objects.visible_to(request.user).select_related("submission", "student", "model_version")
        prediction = get_object_or_404(rows.select_related("task__schema_version"), pk=pk)
        return Response(chances_of(prediction, boundaries))


def grades_of(prediction: Prediction, in_force: InForce) -> dict[str, Any] | None:
    """As of the day of the prediction; None where there are no grades."""
    grading = in_force.of_prediction(prediction)
    if grading is None or not grading.grades:
        return None
    target = prediction.task.target
    ranges = {
        str(level): {end: words.grade(getattr(prediction, f"{end}{level}"), target, grading) for end in ("low", "high")}
        for level in LEVELS
    }
    return {"value": words.grade(prediction.value, target, grading), "ranges": ranges}


def chances_of(prediction: Prediction, boundaries: str = THEN) -> dict[str, Any]:
    grading = InForce().of_prediction(prediction, _moment(prediction, boundaries))
    if grading is None:
        return CHANCES.to_representation({"boundaries": boundaries, "grades": [], "passed": None})
    distribution = distribution_of(prediction)
    found = None if distribution is None else Chances.of(distribution, grading)
    chances = [None] * len(grading.grades) if found is None else list(found.of_grades)
    grades = [
        {"grade": grade.label, "start": grade.start, "chance": chance}
        for grade, chance in zip(grading.grades, chances, strict=True)
    ]
    passed = {"start": grading.pass_at, "chance": found and found.passed} if grading.pass_at is not None else None
    return CHANCES.to_representation({"boundaries": boundaries, "grades": grades, "passed": passed})


def _task(slug: str) -> Task:
    task = Task.objects.select_related("schema_version").filter(slug=slug).first()
    if task is None:
        raise invalid({"task": _("There is no task '%(slug)s'.") % {"slug": slug}})
    return task


def _classroom(content: Mapping[str, Any], task: Task) -> Classroom | None:
    pk = content.get("classroom")
    if pk is None:
        return None
    classroom = Classroom.objects.filter(pk=pk, schema_version__name=task.schema_version.name).first()
    if classroom is None:
        raise invalid(
            {"classroom": _("There is no class %(pk)s that is asked '%(slug)s'.") % {"pk": pk, "slug": task.slug}}
        )
    return classroom


def _decided(scope: work.Scope, content: Mapping[str, Any], signed: work.Signed) -> GradeBoundaries:
    given = [Grade(label=one["grade"], start=one["start"]) for one in content.get("grades", [])]
    pass_at = content.get("pass_at")
    if content.get("take_back") and (given or pass_at is not None):
        raise invalid({"take_back": _("Give grades and a pass mark, or take them back, not both.")})
    try:
        if content.get("take_back"):
            return work.take_back(scope, signed)
        return work.decide(scope, given, pass_at, signed)
    except problems.DayIsOver as error:
        raise invalid({"valid_from": str(error)}) from error
    except SchemaError as error:
        raise invalid({"grades": said(error)}) from error
    except problems.BoundariesRefused as refusal:
        raise invalid({refusal.about: str(refusal)}) from refusal


def _show(row: GradeBoundaries) -> dict[str, Any]:
    grading = read(row.content) or Grading()
    starts = [{"grade": grade.label, "start": grade.start} for grade in grading.grades]
    return STORED.to_representation(row) | {"grades": starts, "pass_at": grading.pass_at}


def _moment(prediction: Prediction, boundaries: str) -> dt.datetime:
    return timezone.now() if boundaries == NOW else prediction.made_at
