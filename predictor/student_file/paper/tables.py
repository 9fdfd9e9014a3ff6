"""The file as tables that people read: headings, and rows of texts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from mlcore.words import numbers
from predictor.access_log.shown.words import DOORS
from predictor.models import AccessLine, Correction, PredictionFeedback
from predictor.student_file.paper import cells

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_LINES = 500
NEWEST_FIRST = "access_log"


@dataclass(frozen=True)
class Table:
    """A part of the file: its columns, each with what it says of a row."""

    part: str
    heading: "StrOrPromise"
    columns: Mapping[Any, Callable[[cells.Row], str]]


WHEN, BY, QUESTION = gettext_lazy("When"), gettext_lazy("By"), gettext_lazy("Question")
MADE = {WHEN: cells.text("made_at"), BY: cells.text("made_by")}
TABLES: Sequence[Table] = (
    Table(
        "known",
        gettext_lazy("What is known"),
        {
            gettext_lazy("Field"): cells.text("label"),
            gettext_lazy("Value"): cells.text("value"),
            gettext_lazy("Noted"): lambda row: (row["noted_at"] or numbers.NONE)[:16].replace("T", " "),
        },
    ),
    Table(
        "classes",
        gettext_lazy("Classes"),
        {
            gettext_lazy("Class"): cells.text("class"),
            gettext_lazy("Own class"): cells.text("own"),
            gettext_lazy("Left"): cells.text("left_at"),
        },
    ),
    Table(
        "submissions",
        gettext_lazy("What was entered for predictions"),
        MADE | {QUESTION: cells.text("task"), gettext_lazy("Entries"): cells.values("answers")},
    ),
    Table(
        "predictions",
        gettext_lazy("Predictions"),
        MADE
        | {
            QUESTION: lambda row: f"{row['task']}:{row['model_version']}",
            gettext_lazy("Value"): cells.value,
            gettext_lazy("8 of 10 between"): cells.range_of("80"),
            gettext_lazy("9 of 10 between"): cells.range_of("90"),
            gettext_lazy("Reasons, in points"): cells.reasons,
            gettext_lazy("Chances"): cells.chances,
            gettext_lazy("To be borne in mind"): cells.warnings,
        },
    ),
    Table(
        "feedback",
        gettext_lazy("What colleagues said of predictions"),
        {
            WHEN: cells.text("made_at"),
            gettext_lazy("Prediction"): cells.text("prediction"),
            gettext_lazy("What they said"): lambda row: str(PredictionFeedback.Kind(row["kind"]).label),
            gettext_lazy("Note"): cells.note,
            gettext_lazy("Replaced later"): cells.text("replaced"),
        },
    ),
    Table(
        "results",
        gettext_lazy("Results"),
        MADE
        | {
            gettext_lazy("Result"): cells.text("field"),
            gettext_lazy("Value"): cells.text("value"),
            gettext_lazy("Day"): cells.text("day"),
            gettext_lazy("Why corrected"): cells.text("why"),
        },
    ),
    Table(
        "targets",
        gettext_lazy("Targets"),
        MADE
        | {
            QUESTION: cells.text("task"),
            gettext_lazy("Score"): cells.text("score"),
            gettext_lazy("Grade"): cells.text("grade"),
            gettext_lazy("Why"): cells.text("why"),
        },
    ),
    Table(
        "support",
        gettext_lazy("Support"),
        MADE
        | {
            gettext_lazy("What"): cells.text("what"),
            gettext_lazy("By whom"): cells.text("by_whom"),
            gettext_lazy("From"): cells.text("from_day"),
            gettext_lazy("Until"): cells.text("until_day"),
            gettext_lazy("Why"): cells.text("why"),
        },
    ),
    Table(
        "places",
        gettext_lazy("Places in a group"),
        MADE
        | {
            QUESTION: cells.text("task"),
            gettext_lazy("Places"): cells.text("places"),
            gettext_lazy("How"): cells.text("how"),
        },
    ),
    Table(
        "corrections",
        gettext_lazy("Corrections"),
        MADE
        | {
            gettext_lazy("Field"): cells.text("field"),
            gettext_lazy("Was"): cells.text("was"),
            gettext_lazy("Should be"): cells.text("right"),
            gettext_lazy("Asked by"): lambda row: str(Correction.AskedBy(row["asked_by"]).label),
            gettext_lazy("Due"): cells.text("due"),
            gettext_lazy("Standing"): lambda row: str(Correction.State(row["state"]).label),
            gettext_lazy("Why"): cells.text("why"),
        },
    ),
    Table(
        "objections",
        gettext_lazy("Objections to being predicted"),
        MADE | {gettext_lazy("Objects"): cells.text("objects_now"), gettext_lazy("Why"): cells.text("why")},
    ),
    Table(
        "imports",
        gettext_lazy("Files that brought it"),
        MADE | {gettext_lazy("File"): cells.text("file"), gettext_lazy("What changed"): cells.change},
    ),
    Table(
        "other_systems",
        gettext_lazy("Ids in other systems"),
        {gettext_lazy("Id"): cells.text("id"), gettext_lazy("File"): cells.text("file"), WHEN: cells.text("at")},
    ),
    Table(
        "models",
        gettext_lazy("The models that answered"),
        {
            QUESTION: lambda row: f"{row['question']} ({row['task']}:{row['number']})",
            gettext_lazy("Inputs"): lambda row: ", ".join(row["inputs"]),
            gettext_lazy("Policy"): lambda row: " ".join(row["policy"]),
            gettext_lazy("Learned from"): cells.text("learned_from"),
            gettext_lazy("What it cannot tell"): lambda row: " ".join(row["limits"]),
        },
    ),
    Table(
        "access_log",
        gettext_lazy("Access log: who saw or changed what"),
        {
            WHEN: cells.text("at"),
            gettext_lazy("Who"): cells.text("who"),
            gettext_lazy("Did"): lambda row: str(AccessLine.Act(row["act"]).label),
            gettext_lazy("What"): cells.text("what"),
            gettext_lazy("How"): lambda row: str(DOORS[row["door"]]),
        },
    ),
)


def tables(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Parts without a row are left out, of long ones the oldest rows."""
    labels = content["fields"]
    return [
        _table(table, (_labelled(row, labels) for row in _newest(table.part, content[table.part])))
        for table in TABLES
        if content[table.part]
    ]


def cut(content: Mapping[str, Any]) -> dict[str, int]:
    """How many rows there are of each part of which not all are shown, by its heading."""
    found = {table.heading: len(content[table.part]) for table in TABLES}
    return {str(heading): count for heading, count in found.items() if count > MOST_LINES}


def _newest(part: str, rows: Sequence[cells.Row]) -> Sequence[cells.Row]:
    """In the order in which they come: of the log the newest stand first, of all others last."""
    return rows[:MOST_LINES] if part == NEWEST_FIRST else rows[-MOST_LINES:]


def _labelled(row: cells.Row, labels: Mapping[str, str]) -> cells.Row:
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


def _table(table: Table, rows: Iterable[cells.Row]) -> dict[str, Any]:
    return {
        "heading": str(table.heading),
        "columns": [str(name) for name in table.columns],
        "rows": [[cell(row) for cell in table.columns.values()] for row in rows],
    }
