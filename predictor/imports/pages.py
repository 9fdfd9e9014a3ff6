"""What the pages of an import show, bounded however large the file is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mlcore.pipeline.messages import Message
from predictor.classes.elsewhere import classes_with_numbers
from predictor.imports import words
from predictor.imports.core.mapping import Guess
from predictor.imports.core.numbers import best_number
from predictor.imports.core.people import How, Match
from predictor.imports.core.targets import FIELD, OUT, Who
from predictor.imports.drafts import Draft
from predictor.imports.previews.looking import Wait
from predictor.imports.previews.preview import MOST_ROWS, Cell, Line, Preview
from predictor.jobs import reads as jobs
from predictor.models import Import, ImportedChange

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from mlcore.pipeline.schema import Schema

MOST_CHECKED = 20
STEPS = (
    ("columns", gettext_lazy("Columns")),
    ("people", gettext_lazy("Who is who")),
    ("look", gettext_lazy("Look and store")),
)


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


def steps(now: str, pk: int, labels: "Sequence[tuple[str, StrOrPromise]]" = STEPS, of: str = "import") -> list[Step]:
    """Whoever is at one can go back to those before it; `of` is what names of routes begin with."""
    keys = [key for key, _ in labels]
    return [
        Step(at + 1, key, str(label), reverse(f"{of}-{key}", args=[pk]), key == now, at < keys.index(now))
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


def elsewhere(draft: Draft, user: "User") -> str:
    """Whose numbers these are where they are of no student of the class. Raises ImportRefused."""
    every = [match for match in draft.matches if match.person is None and match.how is not How.LEFT_OUT]
    numbers = {match.entry.reference for match in every if match.entry.reference}
    found = classes_with_numbers(user, numbers, besides=draft.row.classroom)
    return words.elsewhere(found, len(numbers)) if found else ""


def look_page(preview: Preview) -> dict[str, Any]:
    """What is the first of more says so."""
    parts = ("new", "changed", "unchanged", "absent", "rejected")
    return {"plan": preview} | {part: Shown(getattr(preview, part), preview.counts[part]) for part in parts}


def wait_page(wait: Wait, viewer: "User", pk: int, before: str = "people", of: str = "import") -> dict[str, Any]:
    """How far a worker is; `of` is what names of routes begin with, `before` the step to go back to."""
    here, back = (reverse(f"{of}-{step}", args=[pk]) for step in ("look", before))
    about = {"job": wait.job, "shown": jobs.shown(wait.job, viewer), "is_storing": wait.is_storing}
    return about | {"here": here, "back": back}


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


def _change(row: Import, change: ImportedChange) -> Line:
    schema: Schema = row.classroom.schema_version.shown
    before, after = change.before, change.after
    cells = list(_cells(before or {}, after, schema)) if "known" in after else _result(after, schema)
    if "classroom_id" in after:
        here = after["classroom_id"] == row.classroom_id
        this, another = _("this class"), _("another class")
        cells.append(
            Cell(pgettext("class of students", "Class"), another if here else this, this if here else _("left"))
        )
    return Line(0, change.student_id, change.student.name, after.get("reference", ""), tuple(cells))


def _result(after: dict[str, Any], schema: "Schema") -> list[Cell]:
    if "field" not in after:
        return []
    what = f"{FIELD}{after['field']}"
    return [_cell(what, "", words.shown(what, after["value"], schema), schema)]


def _cells(before: dict[str, Any], after: dict[str, Any], schema: "Schema") -> Iterable[Cell]:
    olds, news = (_known(facts.get("known", {}), schema) for facts in (before, after))
    if before:
        olds |= {Who.NAME: before["name"], Who.NUMBER: before["reference"]}
        news |= {Who.NAME: after["name"], Who.NUMBER: after["reference"]}
    for what, new in news.items():
        if olds.get(what) != new:
            # Of a newcomer nothing was known, and that is no news.
            old = words.shown(what, olds.get(what), schema) if before else ""
            yield _cell(what, old, words.shown(what, new, schema), schema)


def _known(values: dict[str, Any], schema: "Schema") -> dict[str, Any]:
    """Without fields that whoever reads may not see."""
    return {f"{FIELD}{slug}": value for slug, value in values.items() if not schema.is_unseen(slug)}


def _cell(what: str, old: Message | str, new: Message | str, schema: "Schema") -> Cell:
    return Cell(*map(words.text, (words.label(what, schema), old, new)))
