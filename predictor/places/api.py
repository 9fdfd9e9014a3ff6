"""A few places in a group over the API: who to consider, the draw, and the lists of the term."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import Task
from mlcore.pipeline.schema import InvalidValue
from mlcore.words.said import said
from predictor import problems
from predictor.access.questions import tasks_seen
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Number, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query, checked_query
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.models import Classroom, GroupDraw, GroupMember
from predictor.places.limits import MOST_PLACES, TERM, pass_mark, wrong_end
from predictor.places.plan import Asked, Person, plan_for
from predictor.places.reads import Listed, draws_of, listed
from predictor.places.work import Order, draw

CODES: dict[type[Exception], str] = {problems.DrawnMeanwhile: "drawn_meanwhile"}


class ConsideredQuery(Strict):
    task = serializers.SlugField(max_length=50, help_text="Slug of a task that is asked of the class.")
    places = serializers.IntegerField(min_value=1, max_value=MOST_PLACES)
    mark = serializers.FloatField(required=False, help_text="Left out: the pass mark that is in force.")


class NewDrawSerializer(Strict):
    task = Text(max_length=50, help_text="Slug of a task that is asked of the class.")
    places = serializers.IntegerField(min_value=1, max_value=MOST_PLACES)
    mark = Number(required=False, help_text="Left out: the pass mark that is in force.")
    by_hand = serializers.ListField(
        child=Id(),
        max_length=MOST_PLACES,
        default=list,
        help_text="Students without a place in the order, who take one of the places.",
    )
    until = serializers.DateField(
        required=False, help_text="The last day of the term, in a week at the earliest; left out: in 120 days."
    )
    seen = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, help_text="The number of the newest draw of the task that you saw; 0: none."
    )


class CountSerializer(serializers.Serializer):
    expected = serializers.FloatField(help_text="So many are expected below the mark.")
    low = serializers.IntegerField(help_text="8 times in 10 it is from here …")
    high = serializers.IntegerField(help_text="… to here.")


class ConsideredStudentSerializer(serializers.Serializer):
    student = Id()
    prediction = Id()
    below = serializers.FloatField(help_text="The share of similar students who are below the mark.")


class ConsideredSerializer(serializers.Serializer):
    task = serializers.CharField()
    places = serializers.IntegerField()
    mark = serializers.FloatField()
    surely = ConsideredStudentSerializer(many=True, help_text="Have a place however the close calls fall.")
    close = ConsideredStudentSerializer(many=True, help_text="Too close to call: a lot decides.")
    by_lot = serializers.IntegerField(help_text="How many places there are for those.")
    without = serializers.ListField(child=Id(), help_text="Students of whom nothing tells where they stand.")
    objecting = serializers.IntegerField(help_text="How many of these object to being predicted.")
    group = CountSerializer(help_text="Of those who get a place.")
    classroom = CountSerializer(help_text="Of all whose chance is told.")
    told = serializers.IntegerField(help_text="Students whose chance is told.")


class PlaceSerializer(serializers.Serializer):
    student = Id(source="student_id")
    how = serializers.ChoiceField([str(how) for how in GroupMember.WITH_A_PLACE])
    prediction = Id(source="prediction_id", allow_null=True)
    below = serializers.FloatField(allow_null=True)


class DrawSerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="task.slug")
    number = serializers.IntegerField(
        help_text="1 for the first draw of the task; a number goes on while earlier draws are kept."
    )
    places = serializers.IntegerField()
    mark = serializers.FloatField()
    seed = serializers.CharField()
    until = serializers.DateField()
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()


class ListedDrawSerializer(DrawSerializer):
    students = PlaceSerializer(many=True, help_text="With a place, as long as they are in the class.")
    group = CountSerializer(help_text="When it was drawn, of those with a place.")
    classroom = CountSerializer(help_text="When it was drawn, of all whose chance is told.")
    told = serializers.IntegerField()


class DrawQuery(Query):
    task = serializers.SlugField(max_length=50, required=False)


CONSIDERED_QUERY, NEW_DRAW = ConsideredQuery(), NewDrawSerializer()
LIST = Listing(
    ListedDrawSerializer,
    DrawQuery,
    lookups={"task": "task__slug"},
    sorts=("id", "number", "until"),
    moments=("made_at",),
)
CONSIDERED, DRAW, PLACE = ConsideredSerializer(), DrawSerializer(), PlaceSerializer()


class ClassroomPlacesConsidered(Resource):
    @extend_schema(
        parameters=[ConsideredQuery],
        responses=ConsideredSerializer,
        extensions=MAY_CONFLICT,
        summary="Who of a class to consider for a few places",
        description="By the newest predictions; nothing is stored.",
    )
    def get(self, request: Request, pk: int) -> Response:
        classroom = _classroom(request, pk, Act.SEE)
        problems.ClassArchived.check(classroom)
        plan = plan_for(_asked(classroom, checked_query(CONSIDERED_QUERY, request), request))
        content = {
            "task": plan.asked.task.slug,
            "places": plan.asked.places,
            "mark": plan.asked.mark,
            "surely": _people(plan.surely),
            "close": _people(plan.close),
            "by_lot": plan.by_lot,
            "without": [row.student.pk for row in plan.without],
            "objecting": plan.objecting,
            "group": asdict(plan.group),
            "classroom": asdict(plan.whole),
            "told": plan.told,
        }
        return Response(CONSIDERED.to_representation(content))


class ClassroomPlaces(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="classrooms_places_list",
        responses=LIST.answer,
        summary="Lists of a class for a few places, newest first, until the term ends",
    )
    def get(self, request: Request, pk: int) -> Response:
        classroom = _classroom(request, pk, Act.SEE)
        rows = draws_of(classroom, request.user).select_related("task", "made_by")
        return LIST.page_at_once(request, rows, lambda shown: _show_all(shown, classroom))

    @extend_schema(
        request=NewDrawSerializer,
        responses={201: ListedDrawSerializer},
        extensions=MAY_CONFLICT,
        summary="Draw who gets the places",
        description="A row that is never changed; drawn again it is another one, of the next number.",
    )
    def post(self, request: Request, pk: int) -> Response:
        classroom = _classroom(request, pk, Act.CHANGE)
        content = NEW_DRAW.run_validation(request.data)
        asked, until = _asked(classroom, content, request), _until(content)
        order = Order(asked=asked, by_hand=content["by_hand"], until=until, seen=content["seen"])
        try:
            row = draw(order, request.user)
        except problems.PlacesRefused as error:
            raise Refused(409, CODES.get(type(error), "places_refused"), str(error)) from error
        except problems.DeletedMeanwhile as error:
            raise Http404(str(error)) from error
        return Response(_show(*listed([row], classroom)), status=201)


def _classroom(request: Request, pk: int, act: Act) -> Classroom:
    return get_object_or_404(Classroom.objects.open_to(request.user, act).select_related("schema_version"), pk=pk)


def _asked(classroom: Classroom, content: Mapping[str, Any], request: Request) -> Asked:
    tasks = {task.slug: task for task in tasks_seen(classroom, request.user)}
    task = tasks.get(content["task"])
    if task is None:
        there = ", ".join(sorted(tasks))
        wrong = _("Task '%(task)s' is not asked of this class; there are: %(there)s")
        raise invalid({"task": wrong % {"task": content["task"], "there": there}})
    return Asked(classroom=classroom, task=task, places=content["places"], mark=_mark(content, task, classroom))


def _mark(content: Mapping[str, Any], task: Task, classroom: Classroom) -> float:
    try:
        mark = task.target.clean(content.get("mark"))
    except InvalidValue as refusal:
        raise invalid({"mark": said(refusal.problem)}) from refusal
    mark = mark if isinstance(mark, float) else pass_mark(task, classroom)
    if mark is None:
        raise invalid({"mark": _("This task has no pass mark: give a mark.")})
    return mark


def _until(content: Mapping[str, Any]) -> Any:
    until = content.get("until") or timezone.localdate() + TERM
    if wrong := wrong_end(until):
        raise invalid({"until": wrong})
    return until


def _people(people: Iterable[Person]) -> list[dict[str, Any]]:
    return [{"student": one.row.student.pk, "prediction": one.prediction.pk, "below": one.below} for one in people]


def _show_all(rows: list[GroupDraw], classroom: Classroom) -> list[dict[str, Any]]:
    return [_show(found) for found in listed(rows, classroom)]


def _show(found: Listed) -> dict[str, Any]:
    counts = found.draw.expected
    return DRAW.to_representation(found.draw) | {
        "students": [PLACE.to_representation(member) for member in found.members],
        "group": counts["group"],
        "classroom": counts["class"],
        "told": counts["told"],
    }
