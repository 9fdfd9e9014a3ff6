"""Files described over the API: the same steps as on the pages, each answered with the proposal as it stands then."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadedfile import SimpleUploadedFile
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.datasets.keeping import NotKept
from mlcore.models import SchemaVersion
from mlcore.pipeline.exceptions import PipelineError
from mlcore.words.files import refused
from mlcore.words.said import said
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import FileContent, Flag, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.parsing import Request, bytes_of
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.describing import shown, work
from predictor.describing.files import taken_along
from predictor.models import DescribedFile
from predictor.models.describing import LONGEST_FILE_NAME

T = TypeVar("T")
MOST_TOLD, MOST_ALIKE = 20, 3


class NewDescriptionSerializer(Strict):
    file_name = Text(max_length=LONGEST_FILE_NAME)
    content = FileContent()
    grows = Text(max_length=50, required=False, help_text="Name of a stored description that it may bring more to.")
    format = Text(max_length=50, required=False, help_text="Whose export it is, or plain for nobody's.")
    sheet = Text(max_length=100, required=False, trim_whitespace=False)
    decimal = serializers.ChoiceField([",", "."], required=False, help_text="The mark before decimals.")


class AcceptanceSerializer(Strict):
    skip_bad_rows = Flag(required=False, help_text="Whether to store the other rows where some cannot be read.")
    together = Flag(required=False, help_text="Whether to learn from them together with earlier rows, where it grows.")


NEW, CHANGE, ACCEPTANCE = NewDescriptionSerializer(), shown.DescriptionChangeSerializer(), AcceptanceSerializer()
LIST = Listing(
    shown.DescriptionSerializer,
    sorts=("id", "file_name"),
    columns={"file_name": "name"},
    moments=("made_at",),
)


class DescriptionList(Resource):
    permission_classes = needs(Act.TRAIN)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="descriptions_list",
        responses=LIST.answer,
        summary="Files that were described, newest first",
    )
    def get(self, request: Request) -> Response:
        rows = _files(request).defer("content", "proposal")
        return LIST.page(request, rows, shown.SUMMARY.to_representation)

    @extend_schema(
        request=NewDescriptionSerializer,
        responses={201: shown.ProposalSerializer},
        extensions=MAY_CONFLICT,
        summary="Describe a file; nothing of it is stored yet",
    )
    def post(self, request: Request) -> Response:
        content = NEW.run_validation(request.data)
        upload = SimpleUploadedFile(content["file_name"], bytes_of(content["content"]))
        read_as = {key: content[key] for key in ("format", "sheet", "decimal") if key in content}
        grows = _grown_schema(content.get("grows"))
        file = _tried(lambda: work.take(upload, by=request.user, grows=grows, read_as=read_as), "content")
        location = request.build_absolute_uri(f"/api/v1/descriptions/{file.pk}/")
        return Response(shown.proposal_shown(file), status=201, headers={"Location": location})


class DescriptionDetail(Resource):
    permission_classes = needs(Act.TRAIN)

    @extend_schema(
        responses=shown.ProposalSerializer,
        extensions=MAY_CONFLICT,
        summary="One file: what each column is, what is done with it, and why",
    )
    def get(self, request: Request, pk: int) -> Response:
        file = _file(request, pk)
        return Response(_tried(lambda: shown.proposal_shown(file)))

    @extend_schema(
        request=shown.DescriptionChangeSerializer,
        responses=shown.ProposalSerializer,
        extensions=MAY_CONFLICT,
        summary="Say what is otherwise",
        description="What is not sent stays as it is. With another kind or result the file is read once more.",
    )
    def patch(self, request: Request, pk: int) -> Response:
        file = _file(request, pk)
        content = CHANGE.run_validation(request.data)
        _refuse_done(file)
        changes = shown.changes_in(work.proposal_of(file), content)
        _tried(lambda: work.change(file, changes), "columns")
        return Response(shown.proposal_shown(file))

    @extend_schema(responses={204: None}, summary="Take a file away; what was imported of it stays")
    def delete(self, request: Request, pk: int) -> Response:
        _file(request, pk).delete()
        return Response(status=204)


class DescriptionAcceptance(Resource):
    permission_classes = needs(Act.TRAIN)

    @extend_schema(
        request=AcceptanceSerializer,
        responses=shown.ProposalSerializer,
        extensions=MAY_CONFLICT,
        summary="Store the description as a version, and the rows with it",
    )
    def post(self, request: Request, pk: int) -> Response:
        file = _file(request, pk)
        content = ACCEPTANCE.run_validation(request.data)
        if file.dataset:
            raise Refused(409, "description_done", _("It is imported already. Describe the file once more."))
        adds_to = work.earlier_rows(file) if content.get("together") else None
        skip = content.get("skip_bad_rows", False)
        _tried(lambda: work.store(file, _schema(file), skip_bad_rows=skip, adds_to=adds_to))
        return Response(shown.proposal_shown(_file(request, pk)))


class DescriptionAlong(Resource):
    permission_classes = needs(Act.TRAIN)

    @extend_schema(
        responses=shown.TakenAlongSerializer,
        extensions=MAY_CONFLICT,
        summary="The description to take along: TOML and a Table Schema",
    )
    def get(self, request: Request, pk: int) -> Response:
        file = _file(request, pk)
        along = _tried(lambda: taken_along(file))
        return Response(shown.TakenAlongSerializer().to_representation(along))


def _schema(file: DescribedFile) -> Any:
    """Raises PipelineError."""
    work.refuse_gone(file)
    return work.growth_of(file).schema if file.grows else work.proposal_of(file).schema


def _grown_schema(name: str | None) -> SchemaVersion | None:
    if name is None:
        return None
    found = SchemaVersion.objects.filter(name=name, tasks__isnull=False).distinct().order_by("-version").first()
    if found is None:
        raise invalid({"grows": _("No description of this name is stored.")})
    return found


def _tried(act: Callable[[], T], field: str = "") -> T:
    """What is refused, in the shape of the API; `field` is to blame where it holds what was sent."""
    try:
        return act()
    except work.NotStored as problem:
        checked = problem.refused.checked
        lines = refused.lines(checked.kinds, MOST_ALIKE)[:MOST_TOLD]
        told = _("%(count)s rows cannot be read as described: %(lines)s")
        facts = {"count": len(checked.bad_rows), "lines": " ".join(lines)}
        raise Refused(409, "bad_rows", told % facts) from problem
    except (PipelineError, NotKept) as error:
        why = said(error) if isinstance(error, PipelineError) else str(error)
        if field:
            raise invalid({field: why}) from error
        raise Refused(409, "description_refused", why) from error


def _refuse_done(file: DescribedFile) -> None:
    if file.dataset or file.grows:
        imported = _("It is imported already. Describe the file anew to change it.")
        grows = _("It brings more to a stored description, as it is. Describe the file anew to change it.")
        raise Refused(409, "description_done", imported if file.dataset else grows)
    _tried(lambda: work.refuse_gone(file))


def _files(request: Request) -> Any:
    files = DescribedFile.objects.open_to(request.user, Act.TRAIN)
    return files.select_related("dataset__schema_version", "task", "grows", "made_by")


def _file(request: Request, pk: int) -> DescribedFile:
    file: DescribedFile = get_object_or_404(_files(request), pk=pk)
    return file
