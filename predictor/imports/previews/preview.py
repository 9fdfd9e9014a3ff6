"""The preview of a file, bounded however large the file is, and small enough to be kept with it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.messages import Message
from predictor.imports import words
from predictor.imports.core.person import lost_letters
from predictor.imports.core.plan import Plan, Planned, Rejected
from predictor.imports.drafts import Draft
from predictor.imports.suspicions import suspicions

if TYPE_CHECKING:
    from mlcore.pipeline.schema import Schema

MOST_ROWS = 100
MOST_NAMED = 20
# A message before it is kept; once it is read it is a text.
Told = str | Message


@dataclass(frozen=True)
class Cell:
    """A value that becomes another, each as people read it."""

    label: Told
    old: Told
    new: Told


@dataclass(frozen=True)
class Line:
    row: int
    student: int | None
    name: str
    reference: str
    cells: tuple[Cell, ...]
    day: str | dt.date = ""


@dataclass(frozen=True)
class Reason:
    column: str
    said: Told


@dataclass(frozen=True)
class RejectedLine:
    row: int
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """`hash` of the plan, and how many rows each part of it has in all; `odd` is what is odd about the rows as a whole,
    the worst first, `not_checked` what so few rows cannot tell, `of_file` what was read at all."""

    hash: str
    counts: Mapping[str, int]
    summary: Told
    odd: tuple[Told, ...]
    not_checked: tuple[Told, ...]
    of_file: tuple[Told, ...]
    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    unchanged: tuple[str, ...]
    absent: tuple[str, ...]
    rejected: tuple[RejectedLine, ...]

    @property
    def stores_anything(self) -> bool:
        return bool(self.counts["new"] or self.counts["changed"])

    @classmethod
    def of(cls, data: object) -> "Preview":
        """Raises ValueError for what another release kept in another shape."""
        return from_json(cls, data)


def preview_of(draft: Draft, plan: Plan) -> Preview:
    """Raises ImportRefused."""
    odd, not_checked = suspicions(draft)
    return Preview(
        hash=plan.hash,
        counts=plan.counts,
        summary=words.summary(plan),
        odd=tuple(odd),
        not_checked=tuple(not_checked),
        of_file=tuple(told_of(draft)),
        new=_lines(plan.new, draft.schema),
        changed=_lines(plan.changed, draft.schema),
        unchanged=tuple(one.name for one in plan.unchanged[:MOST_NAMED]),
        absent=tuple(person.name for person in plan.absent[:MOST_NAMED]),
        rejected=tuple(map(_rejected, plan.rejected[:MOST_ROWS])),
    )


def told_of(draft: Draft) -> list[Message]:
    """What was read of the file at all. Raises ImportRefused."""
    lost = [entry.row for entry in draft.entries.rows if lost_letters(entry.name)]
    return [
        *words.of_letters(draft.table.encoding, lost),
        *words.of_file(draft.entries.found, draft.table.layout, draft.schema),
    ]


def _lines(planned: Sequence[Planned], schema: "Schema") -> tuple[Line, ...]:
    return tuple(_line(one, schema) for one in planned[:MOST_ROWS])


def _line(one: Planned, schema: "Schema") -> Line:
    cells = [
        Cell(
            words.label(each.what, schema),
            words.shown(each.what, each.old, schema),
            words.shown(each.what, each.new, schema),
        )
        for each in one.differences
    ]
    return Line(one.row, one.student, one.name, one.reference, tuple(cells), one.day or "")


def _rejected(one: Rejected) -> RejectedLine:
    return RejectedLine(one.row, one.name, tuple(Reason(problem.column, problem.reason) for problem in one.problems))
