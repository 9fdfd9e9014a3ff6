"""What the API shows of a draft and its plan, and reads of decisions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from mlcore.words.said import said
from predictor.api.fields import Id, Values
from predictor.api.refusals import invalid
from predictor.imports import pages
from predictor.imports.core.people import Decision
from predictor.imports.core.plan import Difference, Planned, Rejected
from predictor.imports.core.targets import targets_for
from predictor.imports.drafts import Draft
from predictor.imports.previews.preview import told_of
from predictor.imports.suspicions import suspicions

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_ROWS = 1_000


class ImportSerializer(serializers.Serializer):
    id = Id()
    classroom = Id(source="classroom_id")
    kind = serializers.CharField()
    state = serializers.CharField(help_text="draft, stored or undone")
    file_name = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField(help_text="In bytes.")
    counts = Values(help_text="Once stored: new, changed, unchanged, rejected, left_out, absent.")
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()
    stored_at = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)


class ColumnSerializer(serializers.Serializer):
    position = serializers.IntegerField(help_text="From 0.")
    header = serializers.CharField()
    first = serializers.ListField(child=serializers.CharField(), help_text="Cells of the first rows.")
    target = serializers.CharField(help_text="What it holds: out, number, name, first, last, day, or field:SLUG.")
    why = serializers.CharField(help_text="Why that is proposed; empty where somebody said it.")
    out_of = serializers.FloatField(allow_null=True, help_text="What a full result is; null: that of the field.")


class DraftSerializer(ImportSerializer):
    columns = ColumnSerializer(many=True)
    targets = serializers.DictField(child=serializers.CharField(), help_text="Everything a column can hold.")
    formats = serializers.ListField(
        child=serializers.CharField(), help_text="Say which it is, by `format`, where there are any."
    )
    sheets = serializers.ListField(
        child=serializers.CharField(), help_text="Say which is read, by `sheet`, where there are any."
    )


@extend_schema_field({"type": ["number", "string", "null"]})
class Scalar(serializers.Field):
    """A value of a field, or a name."""


class DifferenceSerializer(serializers.Serializer):
    what = serializers.CharField(help_text="name, number, or field:SLUG")
    old = Scalar()
    new = Scalar()


class PlannedSerializer(serializers.Serializer):
    row = serializers.IntegerField(help_text="As a spreadsheet program counts.")
    student = Id(allow_null=True, help_text="null: a new one")
    name = serializers.CharField()
    reference = serializers.CharField()
    how = serializers.CharField(help_text="How it is known who it is: number, chosen, new.")
    day = serializers.DateField(allow_null=True)
    differences = DifferenceSerializer(many=True)


class ProblemSerializer(serializers.Serializer):
    kind = serializers.CharField()
    column = serializers.CharField()
    value = serializers.CharField()
    message = serializers.CharField()


class RejectedSerializer(serializers.Serializer):
    row = serializers.IntegerField()
    name = serializers.CharField()
    problems = ProblemSerializer(many=True)


class PlanSerializer(serializers.Serializer):
    hash = serializers.CharField(help_text="Send it to confirm.")
    counts = Values(help_text="new, changed, unchanged, rejected, left_out, absent")
    odd = serializers.ListField(child=serializers.CharField(), help_text="What is odd about the file as a whole.")
    of_file = serializers.ListField(child=serializers.CharField(), help_text="What was read at all.")
    new = PlannedSerializer(many=True)
    changed = PlannedSerializer(many=True)
    unchanged = PlannedSerializer(many=True)
    rejected = RejectedSerializer(many=True)


def columns_of(draft: Draft, user: "User") -> dict[str, Any]:
    """Raises ImportRefused, ImportUnclear."""
    guesses = pages.guesses_with_reasons(draft, user)
    columns = [
        {
            "position": guess.position,
            "header": guess.header,
            "first": draft.table.first_texts(guess.position),
            "target": draft.targets[guess.position],
            "why": why,
            "out_of": draft.maxima.get(guess.position),
        }
        for guess, why in guesses
    ]
    return {"columns": columns, "targets": targets_for(draft.kind, draft.schema)}


def plan_of(draft: Draft) -> dict[str, Any]:
    """Raises ImportRefused."""
    plan = draft.plan()
    return {
        "hash": plan.hash,
        "counts": plan.counts,
        "odd": list(map(said, suspicions(draft)[0])),
        "of_file": list(map(said, told_of(draft))),
        "new": _planned(plan.new),
        "changed": _planned(plan.changed),
        "unchanged": _planned(plan.unchanged),
        "rejected": [_rejected(one) for one in plan.rejected[:MOST_ROWS]],
    }


def decisions_in(people: Mapping[str, Any]) -> dict[int, Decision | None]:
    """By row number. Raises Refused."""
    wrong = {
        f"people.{row}": _('Expected the number of a row, and a student\'s id, "new", "out" or null.')
        for row, one in people.items()
        if not (row.isascii() and row.isdecimal() and len(row) < 10 and _is_decision(one))
    }
    if wrong:
        raise invalid(wrong)
    return {int(row): one for row, one in people.items()}


def _is_decision(one: object) -> bool:
    return one is None or one in ("new", "out") or (type(one) is int and one > 0)


def _planned(planned: Sequence[Planned]) -> list[dict[str, Any]]:
    return [
        {
            "row": one.row,
            "student": one.student,
            "name": one.name,
            "reference": one.reference,
            "how": str(one.how),
            "day": one.day,
            "differences": list(map(_difference, one.differences)),
        }
        for one in planned[:MOST_ROWS]
    ]


def _difference(one: Difference) -> dict[str, Any]:
    return {"what": str(one.what), "old": one.old, "new": one.new}


def _rejected(one: Rejected) -> dict[str, Any]:
    problems = [
        {"kind": str(problem.kind), "column": problem.column, "value": problem.value, "message": said(problem.message)}
        for problem in one.problems
    ]
    return {"row": one.row, "name": one.name, "problems": problems}
