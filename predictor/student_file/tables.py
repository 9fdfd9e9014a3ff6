"""The file as tables that people read: headings, and rows of texts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.words import numbers
from predictor.access_log.shown.words import DOORS
from predictor.models import AccessLine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_LINES = 500
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """A part of the file: its columns, each with what it says of a row."""

    part: str
    heading: "StrOrPromise"
    columns: Mapping[Any, Callable[[Row], str]]


def _text(name: str) -> Callable[[Row], str]:
    return lambda row: _shown(row.get(name))


def _shown(value: Any) -> str:
    if value is None or value == "":
        return numbers.NONE
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return numbers.localised(f"{value:g}")
    if hasattr(value, "hour"):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if hasattr(value, "year"):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value)


def _values(name: str) -> Callable[[Row], str]:
    return lambda row: _pairs(row.get(name) or {})


def _pairs(values: Mapping[str, Any]) -> str:
    """Of what is known."""
    return "; ".join(f"{name}: {_shown(value)}" for name, value in values.items() if value is not None)


def _range(level: str) -> Callable[[Row], str]:
    return lambda row: " – ".join(numbers.number(row["ranges"][level][end], 1) for end in ("low", "high"))


def _value(row: Row) -> str:
    return numbers.number(row["value"], 1)


def _reasons(row: Row) -> str:
    """In points, the largest first."""
    found = (row["reasons"] or {}).get("contributions", {})
    largest = sorted(found.items(), key=lambda pair: -abs(pair[1]))
    return "; ".join(f"{slug} {numbers.number(points, 1, sign=True)}" for slug, points in largest)


def _chances(row: Row) -> str:
    found = row["chances"] or {}
    passed = {_("passes"): found["passed"]} if found.get("passed") is not None else {}
    shares = passed | found.get("grades", {})
    return "; ".join(f"{name} {numbers.number(100 * share)} %" for name, share in shares.items() if share is not None)


def _change(row: Row) -> str:
    before, after = (_flat(row[name]) for name in ("before", "after"))
    return _pairs({name: value for name, value in after.items() if before.get(name) != value})


def _flat(facts: Any) -> dict[str, Any]:
    if not isinstance(facts, Mapping):
        return {}
    known = facts.get("known")
    plain = {name: value for name, value in facts.items() if name not in ("known", "noted")}
    return plain | (dict(known) if isinstance(known, Mapping) else {})


WHEN, BY, QUESTION = gettext_lazy("When"), gettext_lazy("By"), gettext_lazy("Question")
MADE = {WHEN: _text("made_at"), BY: _text("made_by")}
TABLES: Sequence[Table] = (
    Table(
        "known",
        gettext_lazy("What is known"),
        {
            gettext_lazy("Field"): _text("label"),
            gettext_lazy("Value"): _text("value"),
            gettext_lazy("Noted"): lambda row: (row["noted_at"] or numbers.NONE)[:16].replace("T", " "),
        },
    ),
    Table(
        "classes",
        gettext_lazy("Classes"),
        {
            gettext_lazy("Class"): _text("class"),
            gettext_lazy("Own class"): _text("own"),
            gettext_lazy("Left"): _text("left_at"),
        },
    ),
    Table(
        "submissions",
        gettext_lazy("What was entered for predictions"),
        MADE | {QUESTION: _text("task"), gettext_lazy("Entries"): _values("answers")},
    ),
    Table(
        "predictions",
        gettext_lazy("Predictions"),
        MADE
        | {
            QUESTION: lambda row: f"{row['task']}:{row['model_version']}",
            gettext_lazy("Value"): _value,
            gettext_lazy("8 of 10 between"): _range("80"),
            gettext_lazy("9 of 10 between"): _range("90"),
            gettext_lazy("Reasons, in points"): _reasons,
            gettext_lazy("Chances"): _chances,
        },
    ),
    Table(
        "results",
        gettext_lazy("Results"),
        MADE
        | {
            gettext_lazy("Result"): _text("field"),
            gettext_lazy("Value"): _text("value"),
            gettext_lazy("Day"): _text("day"),
            gettext_lazy("Why corrected"): _text("why"),
        },
    ),
    Table(
        "targets",
        gettext_lazy("Targets"),
        MADE
        | {
            QUESTION: _text("task"),
            gettext_lazy("Score"): _text("score"),
            gettext_lazy("Grade"): _text("grade"),
            gettext_lazy("Why"): _text("why"),
        },
    ),
    Table(
        "support",
        gettext_lazy("Support"),
        MADE
        | {
            gettext_lazy("What"): _text("what"),
            gettext_lazy("By whom"): _text("by_whom"),
            gettext_lazy("From"): _text("from_day"),
            gettext_lazy("Until"): _text("until_day"),
            gettext_lazy("Why"): _text("why"),
        },
    ),
    Table(
        "places",
        gettext_lazy("Places in a group"),
        MADE | {QUESTION: _text("task"), gettext_lazy("Places"): _text("places"), gettext_lazy("How"): _text("how")},
    ),
    Table(
        "imports",
        gettext_lazy("Files that brought it"),
        MADE | {gettext_lazy("File"): _text("file"), gettext_lazy("What changed"): _change},
    ),
    Table(
        "other_systems",
        gettext_lazy("Ids in other systems"),
        {gettext_lazy("Id"): _text("id"), gettext_lazy("File"): _text("file"), WHEN: _text("at")},
    ),
    Table(
        "models",
        gettext_lazy("The models that answered"),
        {
            QUESTION: lambda row: f"{row['question']} ({row['task']}:{row['number']})",
            gettext_lazy("Inputs"): lambda row: ", ".join(row["inputs"]),
            gettext_lazy("Learned from"): _text("learned_from"),
            gettext_lazy("What it cannot tell"): lambda row: " ".join(row["limits"]),
        },
    ),
    Table(
        "access_log",
        gettext_lazy("Access log: who saw or changed what"),
        {
            WHEN: _text("at"),
            gettext_lazy("Who"): _text("who"),
            gettext_lazy("Did"): lambda row: str(AccessLine.Act(row["act"]).label),
            gettext_lazy("What"): _text("what"),
            gettext_lazy("How"): lambda row: str(DOORS[row["door"]]),
        },
    ),
)


def tables(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Parts without a row are left out, of a long log the oldest lines."""
    labels = content["fields"]
    return [
        _table(table, (_labelled(row, labels) for row in content[table.part][:MOST_LINES]))
        for table in TABLES
        if content[table.part]
    ]


def _labelled(row: Row, labels: Mapping[str, str]) -> Row:
    """With the names of fields as people know them."""
    found = dict(row)
    for name, inside in (("reasons", "contributions"), ("before", "known"), ("after", "known")):
        if isinstance(values := found.get(name), Mapping) and inside in values:
            found[name] = dict(values) | {inside: _named(values[inside], labels)}
    if "answers" in found:
        found["answers"] = _named(found["answers"], labels)
    return found


def _named(values: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    return {labels.get(slug, slug): value for slug, value in values.items()}


def _table(table: Table, rows: Iterable[Row]) -> dict[str, Any]:
    return {
        "heading": str(table.heading),
        "columns": [str(name) for name in table.columns],
        "rows": [[cell(row) for cell in table.columns.values()] for row in rows],
    }
