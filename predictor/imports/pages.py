"""What the pages of an import show, bounded however large the file is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from predictor.imports import words
from predictor.imports.core.mapping import Guess
from predictor.imports.core.numbers import best_number
from predictor.imports.core.people import How, Match
from predictor.imports.core.plan import Plan, Planned
from predictor.imports.core.targets import FIELD, OUT, Who
from predictor.imports.drafts import Draft
from predictor.imports.suspicions import suspicions
from predictor.models import Import, ImportedChange

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from mlcore.pipeline.schema import Schema

MOST_ROWS = 100
MOST_CHECKED = 20
STEPS = (("columns", "Columns"), ("people", "Who is who"), ("look", "Look and store"))


@dataclass(frozen=True)
class Step:
    place: int
    key: str
    label: str
    url: str
    is_now: bool
    is_open: bool


@dataclass(frozen=True)
class Shown:
    """Of many the first; `more` are not shown."""

    rows: Sequence[Any]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Cell:
    """A value that becomes another, each as people read it."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    row: int
    student: int | None
    name: str
    reference: str
    cells: Sequence[Cell]
    day: Any = None


def steps(now: str, pk: int, labels: Sequence[tuple[str, str]] = STEPS, of: str = "import") -> list[Step]:
    """Whoever is at one can go back to those before it; `of` is what names of routes begin with."""
    keys = [key for key, _ in labels]
    return [
        Step(at + 1, key, label, reverse(f"{of}-{key}", args=[pk]), key == now, at < keys.index(now))
        for at, (key, label) in enumerate(labels)
    ]


def guesses_with_reasons(draft: Draft, user: "User") -> list[tuple[Guess, str]]:
    return [
        (one, words.why(one, target, draft.schema))
        for one, target in zip(draft.guesses(user), draft.targets, strict=True)
    ]


def people_page(draft: Draft, matches: Sequence[Match]) -> dict[str, Any]:
    by_number = [match for match in matches if match.how is How.NUMBER]
    return {
        "tried": [one for one in draft.tried if one.matched or draft.targets[one.position] in (OUT, Who.NUMBER)],
        "best": best_number(draft.tried),
        "number": draft.targets.index(Who.NUMBER) if Who.NUMBER in draft.targets else None,
        "has_numbers": any(person.reference for person in draft.people),
        "differing": _first([match for match in by_number if match.names_differ], MOST_ROWS),
        "checked": _first([match for match in by_number if not match.names_differ], MOST_CHECKED),
        "new": _first([match for match in matches if match.how is How.NEW], MOST_CHECKED),
        "chosen": _first([match for match in matches if match.how in (How.CHOSEN, How.LEFT_OUT)], MOST_ROWS),
    }


def look_page(draft: Draft, plan: Plan) -> dict[str, Any]:
    odd, not_checked = suspicions(draft)
    return {
        "odd": odd,
        "not_checked": not_checked,
        "plan": plan,
        "summary": words.summary(plan),
        "of_file": said_of(draft),
        "new": _lines(plan.new, draft.schema),
        "changed": _lines(plan.changed, draft.schema),
        "unchanged": _first(plan.unchanged, MOST_CHECKED),
        "rejected": _first(plan.rejected, MOST_ROWS),
        "absent": _first(plan.absent, MOST_CHECKED),
    }


def said_of(draft: Draft) -> list[str]:
    """What was read of the file at all. Raises ImportRefused."""
    return [
        *words.of_letters(draft.table.encoding),
        *words.of_file(draft.entries.found, draft.table.layout, draft.schema),
    ]


def result_page(row: Import) -> dict[str, Any]:
    shown = list(_changes(row, row.changes.all()[:MOST_ROWS]))
    return {"done": words.done(row.counts), "changes": Shown(shown, row.changes.count())}


def all_changes(row: Import) -> Iterator[Line]:
    """Of each student what the page of the import shows."""
    return _changes(row, row.changes.all())


def _changes(row: Import, changes: "QuerySet[ImportedChange]") -> Iterator[Line]:
    return (_change(row, change) for change in changes.select_related("student"))


def _first(rows: Sequence[Any], most: int) -> Shown:
    return Shown(rows[:most], len(rows))


def _lines(planned: Sequence[Planned], schema: "Schema") -> Shown:
    return Shown([_line(one, schema) for one in planned[:MOST_ROWS]], len(planned))


def _line(one: Planned, schema: "Schema") -> Line:
    cells = [
        Cell(
            words.label(each.what, schema),
            words.shown(each.what, each.old, schema),
            words.shown(each.what, each.new, schema),
        )
        for each in one.differences
    ]
    return Line(one.row, one.student, one.name, one.reference, cells, one.day)


def _change(row: Import, change: ImportedChange) -> Line:
    schema: Schema = row.classroom.schema_version.schema
    before, after = change.before, change.after
    cells = list(_cells(before or {}, after, schema)) if "known" in after else _result(after, schema)
    if "classroom_id" in after:
        here = after["classroom_id"] == row.classroom_id
        cells.append(Cell("Class", "another class" if here else "this class", "this class" if here else "left"))
    return Line(0, change.student_id, change.student.name, after.get("reference", ""), cells, None)


def _result(after: dict[str, Any], schema: "Schema") -> list[Cell]:
    if "field" not in after:
        return []
    what = f"{FIELD}{after['field']}"
    return [Cell(words.label(what, schema), "", words.shown(what, after["value"], schema))]


def _cells(before: dict[str, Any], after: dict[str, Any], schema: "Schema") -> Iterable[Cell]:
    olds = {f"{FIELD}{slug}": value for slug, value in before.get("known", {}).items()}
    news = {f"{FIELD}{slug}": value for slug, value in after["known"].items()}
    if before:
        olds |= {Who.NAME: before["name"], Who.NUMBER: before["reference"]}
        news |= {Who.NAME: after["name"], Who.NUMBER: after["reference"]}
    for what, new in news.items():
        if olds.get(what) != new:
            yield Cell(
                words.label(what, schema), words.shown(what, olds.get(what), schema), words.shown(what, new, schema)
            )
