"""Asking for predictions and looking them up."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.distribution.levels import LEVELS
from predictor.access.questions import is_asked_of, questions_for
from predictor.access.rights import Act, may
from predictor.access_log.record import only_seen, seen
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Values
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import checked_query, wants
from predictor.api.names import VersionNameSerializer
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.corrected.api import CorrectedSerializer
from predictor.corrected.reads import Corrected, corrected
from predictor.grades.api import GradesSerializer, grades_of
from predictor.grades.in_force import InForce
from predictor.models import Outcome, Prediction, PredictionQuerySet, Student, Submission
from predictor.outcomes.api import CameSerializer
from predictor.outcomes.matched import results_of
from predictor.predicting import words
from predictor.predicting.explained.api import ExplanationSerializer, explained
from predictor.predicting.programs.asked import ExplainQuery, NewPredictionSerializer, PredictionQuery
from predictor.predicting.programs.at_level import at_level
from predictor.predicting.programs.listed import listed, place_of, with_related
from predictor.predicting.programs.version import asked_version
from predictor.predicting.work import make_prediction


def _range(level: int) -> serializers.Serializer:
    low, high = (serializers.FloatField(source=f"{end}{level}") for end in ("low", "high"))
    return inline_serializer(f"Range{level}", {"low": low, "high": high}, source="*")


RANGES = inline_serializer("Ranges", {str(level): _range(level) for level in LEVELS}, source="*")


class WarningSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(["missing", "unseen", "outside", "unreadable"])
    field = serializers.CharField()
    message = serializers.CharField()


@extend_schema_field(WarningSerializer(many=True))
class Warnings(serializers.Field):
    def to_representation(self, prediction: Prediction) -> list[dict[str, str]]:
        return [asdict(warning) for warning in words.warnings(prediction)]


class StoredSerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="task.slug")
    student = Id(source="student_id", allow_null=True)
    model_version = VersionNameSerializer()
    made_at = serializers.DateTimeField()
    made_by = serializers.CharField(source="made_by.username")
    door = serializers.ChoiceField(Submission.Door.values, source="submission.door")
    value = serializers.FloatField()
    ranges = RANGES
    warnings = Warnings(source="*", help_text="What the model could not know; the value is to be read with it.")
    answers = Values(source="shown_answers", help_text="Of the fields that you may see.")


class PredictionSerializer(StoredSerializer):
    grades = GradesSerializer(allow_null=True, help_text="As of its day; null where the target has no grades.")
    corrected = CorrectedSerializer(
        allow_null=True, help_text="Entries that it was made with and that were corrected on this day; null: none."
    )
    result = CameSerializer(allow_null=True, help_text="What the student reached on a later day, once it is known.")


class MaybeStoredSerializer(PredictionSerializer):
    id = Id(allow_null=True, help_text="Null where nothing was stored.")


class AtLevelSerializer(serializers.Serializer):
    level = serializers.IntegerField(help_text="In percent.")
    low = serializers.FloatField()
    high = serializers.FloatField()


class ExplainedPredictionSerializer(PredictionSerializer):
    explanation = ExplanationSerializer(allow_null=True, help_text="Null unless asked for by `?explain=true`.")
    at_level = AtLevelSerializer(
        allow_null=True, help_text="The range that `?level=` asks for; null without, or where the version cannot tell."
    )


class TriedPredictionSerializer(ExplainedPredictionSerializer):
    id = Id(allow_null=True, help_text="Always null: nothing was stored.")


NEW_PREDICTION, STORED = NewPredictionSerializer(), StoredSerializer()
AT_LEVEL = AtLevelSerializer()
CAME, CORRECTED = CameSerializer(), CorrectedSerializer()
EXPLAIN_QUERY = ExplainQuery()
# In each of these orders there is an index for every filter, for ten millions are many.
LIST = Listing(
    PredictionSerializer,
    PredictionQuery,
    sorts=("value",),
    moments=("made_at",),
    first="-made_at",
    place_of=place_of,
)


class PredictionList(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="predictions_list",
        responses=LIST.answer,
        summary="Past predictions, newest first",
    )
    def get(self, request: Request) -> Response:
        query = LIST.asked(request)
        order = LIST.order(Prediction, query)
        rows = listed(request.user, query, order, LIST.after(order, query))
        return LIST.page_read(request, order, rows, lambda shown: _listed(request, query, shown), query)

    @extend_schema(
        parameters=[ExplainQuery],
        request=NewPredictionSerializer,
        responses={200: TriedPredictionSerializer, 201: ExplainedPredictionSerializer},
        extensions=MAY_CONFLICT,
        summary="Predict",
        description="Asks the live model of a task, or the version that is named, and stores the answers and the "
        "prediction. With `dry_run` nothing is stored, and the status is 200.",
    )
    def post(self, request: Request) -> Response:
        if not (verdict := may(request.user, Act.PREDICT)):
            raise PermissionDenied(verdict.why)
        query = checked_query(EXPLAIN_QUERY, request)
        content = NEW_PREDICTION.run_validation(request.data)
        prediction = _made(request, content)
        if content["dry_run"]:
            only_seen(request)
            return Response(_show(prediction, query))
        where = request.build_absolute_uri(f"{request.path}{prediction.pk}/")
        return Response(_show(prediction, query), status=201, headers={"Location": where})


class PredictionDetail(Resource):
    @extend_schema(parameters=[ExplainQuery], responses=ExplainedPredictionSerializer, summary="One prediction")
    def get(self, request: Request, pk: int) -> Response:
        query = checked_query(EXPLAIN_QUERY, request)
        prediction = get_object_or_404(_predictions(request), pk=pk)
        return Response(_show(prediction, query, results_of([prediction]).get(pk), corrected([prediction]).get(pk)))


class PredictionExplanation(Resource):
    @extend_schema(
        responses=ExplanationSerializer,
        summary="The reasons of one prediction",
        description="Computed by the model version that made the prediction, when first asked for.",
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(explained(get_object_or_404(_predictions(request), pk=pk)))


def _predictions(request: Request) -> PredictionQuerySet:
    return with_related(Prediction.objects.visible_to(request.user))


def _made(request: Request, content: dict[str, Any]) -> Prediction:
    version = ModelVersion.objects.live_for(content["task"])
    task = version.task if version else task_of(request, content["task"])
    pinned = asked_version(task, content.get("model_version"), dry_run=content["dry_run"])
    return make_prediction(
        task=task,
        answers=content["answers"],
        made_by=request.user,
        door=Submission.Door.API,
        student=_student(request, content.get("student"), task),
        version=pinned or version,
        own_estimate=content.get("own_estimate"),
        dry_run=content["dry_run"],
    )


def task_of(request: Request, slug: str) -> Task:
    """Raises Refused with the slugs that there are."""
    task = Task.objects.filter(slug=slug).first()
    if task is None:
        slugs = ", ".join(questions_for(request.user).values_list("slug", flat=True))
        raise invalid({"task": _("There is no task '%(slug)s'; there are: %(slugs)s") % {"slug": slug, "slugs": slugs}})
    return task


def _student(request: Request, pk: int | None, task: Task) -> Student | None:
    if pk is None:
        return None
    student = Student.objects.open_to(request.user, Act.PREDICT).select_related("classroom").filter(pk=pk).first()
    if student is None:
        raise invalid({"student": _("You have no student %(pk)s.") % {"pk": pk}})
    if not is_asked_of(task, student.classroom):
        raise invalid({"student": _("Task '%(slug)s' is not asked of this student's class.") % {"slug": task.slug}})
    seen(request, [student.pk])
    return student


def _listed(request: Request, query: Mapping[str, Any], rows: list[Prediction]) -> list[dict[str, Any]]:
    seen(request, [row.student_id for row in rows])
    if not wants(query, "grades", "result", "corrected"):
        return [STORED.to_representation(one) for one in rows]
    results = results_of(rows) if wants(query, "result") else {}
    in_force, marks = InForce(), corrected(rows) if wants(query, "corrected") else {}
    return [graded(in_force, one, results.get(one.pk), marks.get(one.pk)) for one in rows]


def graded(
    in_force: InForce, prediction: Prediction, came: Outcome | None = None, mark: Corrected | None = None
) -> dict[str, Any]:
    """One of a list, with what `in_force` says of its grades, what happened, and which entries were wrong."""
    result = CAME.to_representation(came) if came else None
    return STORED.to_representation(prediction) | {
        "grades": grades_of(prediction, in_force),
        "corrected": CORRECTED.to_representation(mark) if mark else None,
        "result": result,
    }


def _show(
    prediction: Prediction, query: dict[str, Any], came: Outcome | None = None, mark: Corrected | None = None
) -> dict[str, Any]:
    found = at_level(prediction, query["level"]) if "level" in query else None
    return graded(InForce(), prediction, came, mark) | {
        "explanation": explained(prediction) if query["explain"] else None,
        "at_level": AT_LEVEL.to_representation(found) if found else None,
    }
