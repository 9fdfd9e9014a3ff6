"""An event of a time line in words and figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.schema.texts import listed
from mlcore.words import numbers
from mlcore.words.said import said as translated
from predictor.models import Outcome, Prediction, Student, Submission, Support
from predictor.timeline.events import Event, Kind

MOST_ENTRIES = 4
KINDS: Mapping[Kind, Any] = {
    Kind.SUPPORTED: gettext_lazy("Support"),
    Kind.ENTERED: gettext_lazy("Entered"),
    Kind.PREDICTED: gettext_lazy("Predicted"),
    Kind.REACHED: gettext_lazy("Reached"),
}


@dataclass(frozen=True)
class Said:
    """One line of the table: `about` is the question or score, `what` its figures or entries."""

    event: Event
    kind: str
    about: str
    what: str
    by: str


def said(event: Event, student: Student) -> Said:
    about, what = _TELL[event.kind](event.row, student.classroom.schema_version.shown)
    return Said(event, str(KINDS[event.kind]), about, what, event.row.made_by.get_username())


def _entered(row: Submission, schema: Schema) -> tuple[str, str]:
    """What belongs to the moment first: the rest is seldom news."""
    described = row.schema_version.shown.described
    fields = sorted(described, key=lambda field: field.about != "moment")
    known = [field for field in fields if row.answers.get(field.slug) is not None]
    texts = [f"{field.label} {field.shown(row.answers[field.slug])}" for field in known]
    return row.task.label, translated(listed(texts, most=MOST_ENTRIES)) if texts else _("nothing")


def _predicted(row: Prediction, schema: Schema) -> tuple[str, str]:
    target = row.task.target
    value, low, high = (numbers.score(score, target) for score in (row.value, row.low80, row.high80))
    return row.task.label, _("%(low)s to %(high)s, value %(value)s") % {"low": low, "high": high, "value": value}


def _supported(row: Support, schema: Schema) -> tuple[str, str]:
    until = date_format(row.until_day, "SHORT_DATE_FORMAT") if row.until_day else ""
    how = _("%(how_often)s by %(whom)s") % {"how_often": row.how_often, "whom": row.by_whom}
    return row.what, _("%(how)s, until %(day)s") % {"how": how, "day": until} if until else how


def _reached(row: Outcome, schema: Schema) -> tuple[str, str]:
    field = field_of(row, schema)
    return (field.label, numbers.score(row.value, field)) if field else (row.field, numbers.localised(f"{row.value:g}"))


def field_of(row: Outcome, schema: Schema) -> Field | None:
    """None where it is of another schema, or the field is gone."""
    try:
        return schema.field(row.field) if row.schema_name == schema.name else None
    except SchemaError:
        return None


_TELL: Mapping[Kind, Callable[[Any, Schema], tuple[str, str]]] = {
    Kind.SUPPORTED: _supported,
    Kind.ENTERED: _entered,
    Kind.PREDICTED: _predicted,
    Kind.REACHED: _reached,
}
