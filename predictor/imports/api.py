"""Files taken in over the API: the same steps as on the pages, each answered with what it led to."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor import problems
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Day, FileContent, Flag, Number, Strict, Text, Values
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request, bytes_of
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.imports import choosing, shown, work
from predictor.imports.choosing import LARGEST_MAXIMUM, SMALLEST_MAXIMUM, Columns
from predictor.imports.drafts import PLAIN, Draft, begin
from predictor.imports.undo import undo
from predictor.models import Classroom, Import
from predictor.models.imports import LONGEST_FILE_NAME

CODES: dict[type[Exception], str] = {
    problems.ImportDone: "import_done",
    problems.ImportUnclear: "import_unclear",
    problems.PlanChanged: "plan_changed",
    problems.ImportOdd: "import_odd",
    problems.UndoRefused: "undo_refused",
}
T = TypeVar("T")
OF_PEOPLE = 'By row number: a student\'s id, "new", "out", or null for not decided.'  # not for readers
HASH, MOST_COLUMNS = 64, 1_000


class NewImportSerializer(Strict):
    kind = serializers.ChoiceField(Import.Kind.choices)
    file_name = Text(max_length=LONGEST_FILE_NAME)
    content = FileContent()


class ImportColumnSerializer(Strict):
    position = serializers.IntegerField(min_value=0, max_value=MOST_COLUMNS)
    target = Text(max_length=100)
    out_of = Number(
        required=False,
        allow_null=True,
        min_value=SMALLEST_MAXIMUM,
        max_value=LARGEST_MAXIMUM,
        help_text="What a full result is; null: that of the field.",
    )


class ImportChangeSerializer(Strict):
    sheet = Text(
        max_length=100, required=False, trim_whitespace=False, help_text="Of a workbook; columns are guessed anew."
    )
    format = Text(max_length=50, required=False, help_text="A slug of `formats`, or plain; columns are guessed anew.")
    sittings = serializers.ChoiceField(choosing.RULES, required=False, help_text="Which of several results counts.")
    columns = serializers.ListField(child=ImportColumnSerializer(), required=False, max_length=MOST_COLUMNS)
    decimal = serializers.ChoiceField(["", ",", "."], required=False, help_text="The mark before decimals.")
    day = Day(required=False, allow_null=True, help_text="Of results, where no column tells it.")
    people = Values(required=False, help_text=OF_PEOPLE)


class ConfirmationSerializer(Strict):
    plan = Text(max_length=HASH, help_text="The `hash` of the plan that you looked at.")
    despite_odd = Flag(required=False, help_text="Whether to store what looks odd as a whole.")


IMPORT, NEW, CHANGE = shown.ImportSerializer(), NewImportSerializer(), ImportChangeSerializer()
CONFIRMATION = ConfirmationSerializer()


class ImportQuery(Query):
    kind = serializers.ChoiceField(Import.Kind.values, required=False)
    state = serializers.ChoiceField(Import.State.values, required=False)


LIST = Listing(
    shown.ImportSerializer,
    ImportQuery,
    lookups={"kind": "kind", "state": "state"},
    sorts=("id", "stored_at", "undone_at", "file_name"),
    moments=("made_at",),
)


class ImportList(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="imports_list",
        responses=LIST.answer,
        summary="Files of a class, newest first",
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = _classroom(request, pk).imports.select_related("made_by")
        return LIST.page(request, rows, IMPORT.to_representation)

    @extend_schema(
        request=NewImportSerializer,
        responses={201: shown.DraftSerializer},
        extensions=MAY_CONFLICT,
        summary="Read a file; nothing of it is stored yet",
    )
    def post(self, request: Request, pk: int) -> Response:
        classroom = _classroom(request, pk)
        content = NEW.run_validation(request.data)
        raw = bytes_of(content["content"])
        row = _tried(lambda: begin(classroom, request.user, content["kind"], content["file_name"], raw), "content")
        location = request.build_absolute_uri(f"/api/v1/imports/{row.pk}/")
        return Response(_show(row, request), status=201, headers={"Location": location})


class ImportDetail(Resource):
    @extend_schema(responses=shown.DraftSerializer, summary="One file, and what its columns hold")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_show(_row(request, pk), request))

    @extend_schema(
        request=ImportChangeSerializer,
        responses=shown.DraftSerializer,
        extensions=MAY_CONFLICT,
        summary="Say how a draft is read, what its columns hold, and who is who",
        description="What is not sent stays as it is.",
    )
    def patch(self, request: Request, pk: int) -> Response:
        row = _row(request, pk)
        content = CHANGE.run_validation(request.data)
        _tried(lambda: _change(Draft.of(row), request, content), "columns")
        return Response(_show(_row(request, pk), request))

    @extend_schema(responses={204: None}, extensions=MAY_CONFLICT, summary="Throw a draft away")
    def delete(self, request: Request, pk: int) -> Response:
        row = _row(request, pk)
        _tried(lambda: work.discard(row))
        return Response(status=204)


class ImportPlan(Resource):
    @extend_schema(
        responses=shown.PlanSerializer,
        extensions=MAY_CONFLICT,
        summary="What would be stored: new, changed, unchanged, rejected",
        description=f"The first {shown.MOST_ROWS:,} rows of each; `counts` tells how many all are.",
    )
    def get(self, request: Request, pk: int) -> Response:
        row = _row(request, pk)
        return Response(_tried(lambda: shown.plan_of(Draft.of(row))))


class ImportConfirmation(Resource):
    @extend_schema(
        request=ConfirmationSerializer,
        responses=shown.ImportSerializer,
        extensions=MAY_CONFLICT,
        summary="Store the plan that was looked at, as a whole",
    )
    def post(self, request: Request, pk: int) -> Response:
        row = _row(request, pk)
        content = CONFIRMATION.run_validation(request.data)
        odd = content.get("despite_odd", False)
        stored = _tried(lambda: work.confirm(Draft.of(row), request.user, content["plan"], despite_odd=odd))
        return Response(IMPORT.to_representation(stored))


class ImportUndoing(Resource):
    @extend_schema(
        request=None, responses=shown.ImportSerializer, extensions=MAY_CONFLICT, summary="Take a stored import back"
    )
    def post(self, request: Request, pk: int) -> Response:
        row = _row(request, pk)
        return Response(IMPORT.to_representation(_tried(lambda: undo(row, request.user))))


def _change(draft: Draft, request: Request, content: Mapping[str, Any]) -> None:
    if told := {key: content[key] for key in choosing.READING if key in content}:
        choosing.choose_reading(draft, request.user, told)
        draft = Draft.of(draft.row)
    if content.keys() & {"columns", "decimal", "day"}:
        choosing.choose_columns(draft, request.user, _columns(draft, content))
    if "people" in content:
        choosing.decide(draft, shown.decisions_in(content["people"]))


def _columns(draft: Draft, content: Mapping[str, Any]) -> Columns:
    targets, maxima = list(draft.targets), draft.maxima
    for place, column in enumerate(content.get("columns", [])):
        position = column["position"]
        if position >= len(targets):
            raise invalid(
                {
                    f"columns.{place}.position": _("The file has %(count)s columns, counted from 0.")
                    % {"count": len(targets)}
                }
            )
        targets[position] = column["target"]
        if column.get("out_of", 0) is None:
            maxima.pop(position, None)
        elif "out_of" in column:
            maxima[position] = column["out_of"]
    decimal = content.get("decimal", draft.choices.get("decimal", ""))
    return Columns(targets=targets, decimal=decimal, day=content.get("day", draft.day), maxima=maxima)


def _show(row: Import, request: Request) -> dict[str, Any]:
    nothing: dict[str, Any] = {"columns": [], "targets": {}, "formats": [], "sheets": []}
    about = IMPORT.to_representation(row)
    if not row.is_draft:
        return about | nothing
    return about | nothing | _tried(lambda: _columns_or_choices(Draft.of(row), request))


def _columns_or_choices(draft: Draft, request: Request) -> dict[str, Any]:
    try:
        return shown.columns_of(draft, request.user)
    except problems.ImportUnclear as unclear:
        return {
            f"{unclear.what}s": [value for value, _ in unclear.choices if value != PLAIN or unclear.what == "sheet"]
        }


def _tried(act: Callable[[], T], field: str = "") -> T:
    """What an import refuses, in the shape of the API; `field` is to blame where nothing was done meanwhile."""
    try:
        return act()
    except problems.ImportRefused as error:
        if type(error) is problems.ImportRefused and field:
            raise invalid({field: str(error)}) from error
        raise Refused(409, CODES.get(type(error), "import_refused"), str(error)) from error


def _classroom(request: Request, pk: int) -> Classroom:
    classrooms = Classroom.objects.open_to(request.user, Act.CHANGE)
    return get_object_or_404(classrooms.select_related("schema_version"), pk=pk)


def _row(request: Request, pk: int) -> Import:
    rows = Import.objects.open_to(request.user, Act.CHANGE).select_related("classroom__schema_version", "made_by")
    return get_object_or_404(rows, pk=pk)
