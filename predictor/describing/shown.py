"""What the API shows of a described file, and reads of what is to be otherwise."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from mlcore.pipeline.describing.proposal import Proposal, ProposedColumn
from mlcore.pipeline.schema.checks import SLUG
from mlcore.pipeline.schema.field import KINDS
from mlcore.words.describing import growth as of_growth
from mlcore.words.describing import reasons
from predictor.api.fields import Flag, Id, Number, Strict, Text
from predictor.api.names import SchemaNameSerializer
from predictor.api.refusals import invalid
from predictor.describing import work
from predictor.describing.changing import Changes, ColumnChange
from predictor.models import DescribedFile

MOST_COLUMNS, LONGEST_LABEL, MOST_CHOICES = 1_000, 80, 300
FACTS = {
    "number": {"label", "about", "sensitive", "minimum", "maximum", "unit"},
    "ordered": {"label", "about", "sensitive", "choices"},
    "category": {"label", "about", "sensitive", "choices"},
    "group": {"label"},
}


class DescriptionSerializer(serializers.Serializer):
    id = Id()
    file_name = serializers.CharField(source="name")
    state = serializers.SerializerMethodField(help_text="proposed, gone, or imported")
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()
    grows = serializers.SerializerMethodField(help_text="The stored description that the file may bring more to.")
    dataset = Id(source="dataset_id", allow_null=True)
    stored_as = serializers.SerializerMethodField(help_text="The description that was stored with its rows.")
    task = serializers.CharField(source="task.slug", allow_null=True, default=None)

    def get_state(self, file: DescribedFile) -> str:
        return "imported" if file.dataset_id else "gone" if file.is_over else "proposed"

    # Named for the API's description; it is read, never called.
    def get_grows(self, file: DescribedFile) -> SchemaNameSerializer(allow_null=True):  # type: ignore[valid-type]
        return SchemaNameSerializer(file.grows).data if file.grows else None

    # Named for the API's description; it is read, never called.
    def get_stored_as(self, file: DescribedFile) -> SchemaNameSerializer(allow_null=True):  # type: ignore[valid-type]
        return SchemaNameSerializer(file.dataset.schema_version).data if file.dataset else None


class ReasonSerializer(serializers.Serializer):
    why = serializers.CharField(
        help_text="person, person number, address: names or numbers of people; equals, same order: gives the result "
        "away; sensitive; and others."
    )
    text = serializers.CharField()


class ProposedFieldSerializer(serializers.Serializer):
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields leave the class
    choices = serializers.ListField(child=serializers.CharField(), help_text="In order, where the kind is ordered.")
    minimum = serializers.FloatField(allow_null=True)
    maximum = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    about = serializers.CharField(help_text="student or moment")
    sensitive = serializers.BooleanField()


class ProposedColumnSerializer(serializers.Serializer):
    position = serializers.IntegerField(help_text="From 0.")
    header = serializers.CharField()
    kind = serializers.CharField(help_text="number, ordered, category, group, or left out")
    use = serializers.CharField(help_text="result, input, audit (only looked at), kept (not used), or left out")
    field = ProposedFieldSerializer(allow_null=True, help_text="null: nothing of it is stored.")
    reasons = ReasonSerializer(many=True)


class ProposalSerializer(DescriptionSerializer):
    name = serializers.CharField(help_text="Of the description; empty where a stored one grows.")
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields leave the class
    about_file = serializers.ListField(child=serializers.CharField(), help_text="What was looked at, in sentences.")
    columns = ProposedColumnSerializer(many=True)
    changes = serializers.ListField(
        child=serializers.CharField(), help_text="Where a stored one grows: what the file brings, in sentences."
    )


class TakenAlongSerializer(serializers.Serializer):
    name = serializers.CharField()
    version = serializers.IntegerField()
    toml = serializers.CharField(help_text="As `manage.py import_dataset --schema` reads it.")
    table_schema = serializers.DictField(help_text="A Frictionless Table Schema.")


class ColumnChangeSerializer(Strict):
    position = serializers.IntegerField(min_value=0, max_value=MOST_COLUMNS)
    kind = serializers.ChoiceField([*KINDS, "left out"], required=False, help_text="Other facts are proposed anew.")
    use = serializers.ChoiceField(["input", "audit", "kept"], required=False)
    # Declared fields leave the class.
    label = Text(max_length=LONGEST_LABEL, required=False)  # type: ignore[assignment]
    about = serializers.ChoiceField(["student", "moment"], required=False)
    choices = serializers.ListField(
        child=Text(max_length=100), required=False, min_length=2, max_length=MOST_CHOICES, help_text="Least first."
    )
    minimum = Number(required=False)
    maximum = Number(required=False)
    unit = Text(max_length=20, required=False, allow_blank=True)
    sensitive = Flag(required=False)


class DescriptionChangeSerializer(Strict):
    # Declared fields leave the class.
    label = Text(max_length=LONGEST_LABEL, required=False)  # type: ignore[assignment]
    name = Text(max_length=40, required=False, help_text="Small letters, digits and -, beginning with a letter.")
    result = serializers.IntegerField(
        required=False, min_value=0, max_value=MOST_COLUMNS, help_text="The position of the column that is predicted."
    )
    columns = serializers.ListField(child=ColumnChangeSerializer(), required=False, max_length=MOST_COLUMNS)

    def validate_name(self, name: str) -> str:
        if not SLUG.fullmatch(name):
            raise serializers.ValidationError("Use small letters, digits and -, beginning with a letter.")
        return name


SUMMARY, FIELD = DescriptionSerializer(), ProposedFieldSerializer()


def proposal_shown(file: DescribedFile) -> dict[str, Any]:
    """Raises DataError where it is to be read again and is gone."""
    shown = SUMMARY.to_representation(file) | {"name": "", "label": "", "about_file": [], "columns": [], "changes": []}
    if file.grows:
        return shown if file.dataset_id else shown | {"changes": of_growth.told(work.growth_of(file))}
    if not file.proposal:
        return shown
    proposal = work.proposal_of(file)
    return shown | {
        "name": proposal.name,
        "label": proposal.label,
        "about_file": reasons.of_file(proposal),
        "columns": [_column(column) for column in proposal.columns],
    }


def _column(column: ProposedColumn) -> dict[str, Any]:
    return {
        "position": column.position,
        "header": column.header,
        "kind": column.kind,
        "use": column.use if column.is_taken else "left out",  # not for readers
        "field": FIELD.to_representation(column.field) if column.field and column.is_taken else None,
        "reasons": [{"why": because.why.value, "text": text} for because, text in reasons.each(column)],
    }


def changes_in(proposal: Proposal, content: Mapping[str, Any]) -> Changes:
    """With what was not sent as it is now."""
    by_place = {column.position: column for column in proposal.columns}
    changes = {}
    for number, sent in enumerate(content.get("columns", [])):
        column = by_place.get(sent["position"])
        if column is None:
            most = len(by_place) - 1
            raise invalid({f"columns.{number}.position": _("The file has columns 0 to %(most)s.") % {"most": most}})
        if column.position in changes:
            raise invalid({f"columns.{number}.position": _("This column was said before.")})
        changes[column.position] = _change(column, sent, f"columns.{number}")
    result = proposal.result.position if proposal.result else None
    if "result" in content and not (by_place[content["result"]].header if content["result"] in by_place else ""):
        raise invalid({"result": _("The file has no such column with a header.")})
    return Changes(
        name=content.get("name", proposal.name),
        label=content.get("label", proposal.label),
        result=content.get("result", result),
        columns=changes,
    )


def _change(column: ProposedColumn, sent: Mapping[str, Any], place: str) -> ColumnChange:
    kind = sent.get("kind", column.kind)
    facts = {name: value for name, value in sent.items() if name not in ("position", "kind", "use")}
    understood = FACTS.get(column.kind, set()) if kind == column.kind else set()
    beside = (facts.keys() - understood) | ({"use"} if "use" in sent and not _may_be_used(column, kind) else set())
    if beside:
        why = _("Not of this column as it is: say its kind alone first, and then what is proposed of it otherwise.")
        raise invalid({f"{place}.{name}": why for name in sorted(beside)})
    facts = {name: tuple(value) if name == "choices" else value for name, value in facts.items()}
    return ColumnChange(kind=kind, use=sent.get("use", column.use), facts=facts)


def _may_be_used(column: ProposedColumn, kind: str) -> bool:
    return kind == column.kind and column.use != "result" and kind not in ("group", "left out")
