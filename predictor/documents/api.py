"""Documents over the API, and what only the school can say in them."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.documents import catalogue
from predictor.documents.gaps.asked import GAPS
from predictor.documents.gaps.reads import said
from predictor.documents.gaps.work import Wanted, say
from predictor.documents.parts import Said
from predictor.models import Statement
from predictor.models.privacy.statements import LONGEST_TEXT
from predictor.problems import StatementRefused


class TableSerializer(serializers.Serializer):
    heading = serializers.CharField()
    columns = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField(allow_blank=True)))
    note = serializers.CharField(allow_blank=True)


class SaidBySchoolSerializer(serializers.Serializer):
    gap = serializers.CharField()
    asked_for = serializers.CharField()
    text = serializers.CharField(allow_blank=True, help_text="Empty: the school said nothing yet.")
    version = serializers.IntegerField(help_text="0: there is none yet.")


class SectionSerializer(serializers.Serializer):
    name = serializers.CharField()
    heading = serializers.CharField()
    law = serializers.CharField(allow_blank=True, help_text="What asks for it.")
    says = serializers.ListField(child=serializers.CharField())
    tables = TableSerializer(many=True)
    said = SaidBySchoolSerializer(many=True)


class DocumentSerializer(serializers.Serializer):
    name = serializers.CharField()
    title = serializers.CharField()
    about = serializers.CharField()
    note = serializers.CharField()
    made_at = serializers.DateTimeField(help_text="Nothing of it is kept: it is written anew each time.")
    sections = SectionSerializer(many=True)


class ListedDocumentSerializer(serializers.Serializer):
    name = serializers.CharField()
    title = serializers.CharField()
    about = serializers.CharField()
    gaps = serializers.ListField(child=serializers.CharField(), help_text="What only the school can say in it.")


class ListedDocumentsSerializer(serializers.Serializer):
    documents = ListedDocumentSerializer(many=True)


class StatementSerializer(serializers.Serializer):
    id = Id()
    gap = serializers.CharField()
    version = serializers.IntegerField()
    text = serializers.CharField(allow_blank=True)
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()


class NewStatementSerializer(Strict):
    gap = serializers.ChoiceField(choices=list(GAPS))
    text = Text(max_length=LONGEST_TEXT, allow_blank=True, help_text="Empty: what was said is taken back.")
    seen = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, help_text="The version that you saw, 0: none; refused where it is another."
    )


class StatementQuery(Query):
    gap = serializers.ChoiceField(choices=list(GAPS), required=False)


LISTED, DOCUMENT = ListedDocumentsSerializer(), DocumentSerializer()
STATEMENT, NEW = StatementSerializer(), NewStatementSerializer()
LIST = Listing(
    StatementSerializer,
    StatementQuery,
    lookups={"gap": "gap"},
    sorts=("id", "gap", "version"),
    moments=("made_at",),
)


class DocumentList(Resource):
    permission_classes = needs(Act.READ_DOCUMENTS)

    @extend_schema(
        operation_id="documents_list", responses=ListedDocumentsSerializer, summary="The documents there are"
    )
    def get(self, request: Request) -> Response:
        return Response(LISTED.to_representation({"documents": catalogue.open_to(request.user)}))


class DocumentDetail(Resource):
    permission_classes = needs(Act.READ_DOCUMENTS)

    @extend_schema(
        operation_id="documents_retrieve",
        responses=DocumentSerializer,
        summary="A document as it stands now",
        description="`record`, `assessment` (admins), `technical`, `inventory` (also data managers). Texts are in the "
        "language that is asked for.",
    )
    def get(self, request: Request, name: str) -> Response:
        return Response(DOCUMENT.to_representation(_shown(catalogue.read(catalogue.document_for(request.user, name)))))


class StatementList(Resource):
    permission_classes = needs(Act.ANSWER_FOR_SCHOOL)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="statements_list",
        responses=LIST.answer,
        summary="What the school said in its documents, newest first",
    )
    def get(self, request: Request) -> Response:
        rows = Statement.objects.select_related("made_by")
        return LIST.page(request, rows, STATEMENT.to_representation)

    @extend_schema(
        request=NewStatementSerializer,
        responses={200: StatementSerializer, 201: StatementSerializer},
        extensions=MAY_CONFLICT,
        summary="Say what only the school can say",
        description="Adds a version; 200 where the same was said already.",
    )
    def post(self, request: Request) -> Response:
        content = NEW.run_validation(request.data)
        new = _kept(request, content)
        return Response(STATEMENT.to_representation(new or _in_force(content["gap"])), status=201 if new else 200)


def _kept(request: Request, content: dict[str, Any]) -> Statement | None:
    """None where the same was said already."""
    try:
        new = say({content["gap"]: Wanted(content["text"], content["seen"])}, by=request.user)
    except StatementRefused as refusal:
        raise Refused(409, "said_meanwhile", str(refusal)) from refusal
    return new[0] if new else None


def _in_force(gap: str) -> Statement:
    row = said([gap])[gap].statement
    if row is None:
        raise invalid({"text": _("Nothing is said there yet, so nothing can be taken back. Send a text.")})
    return row


def _shown(found: catalogue.Read) -> dict[str, Any]:
    document = found.document
    told = {"name": document.name, "title": document.title, "about": document.about, "note": catalogue.note()}
    return told | {"made_at": found.made_at, "sections": [_section(part) for part in found.parts]}


def _section(part: catalogue.Part) -> dict[str, Any]:
    section = part.section
    told = {name: getattr(section, name) for name in ("name", "heading", "law", "says", "tables")}
    return told | {"said": [_said(one) for one in part.said]}


def _said(one: Said) -> dict[str, Any]:
    return {"gap": one.gap.key, "asked_for": one.gap.label, "text": one.text, "version": one.version}
