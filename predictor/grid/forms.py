"""The grid as a form: what was sent, cell by cell, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field, InvalidValue, Value
from mlcore.words.numbers import localised, typed
from mlcore.words.said import said
from predictor.grid.columns import Known
from predictor.grid.work import Entry, as_text
from predictor.models import Student

NAME = re.compile(r"cell-([0-9]{1,18})-(.+)")


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`seen` is what was known when the page was made, `text` what stands there now, both as text; `problem` says
    what is wrong with it. One that may not be entered is shown only."""

    name: str
    label: str
    field: Field
    seen: str
    text: str
    shown: str
    is_open: bool
    problem: str = ""

    @property
    def entered(self) -> str:
        """As it stands in its box, in the reader's way of writing numbers."""
        return localised(self.text) if self.field.is_number else self.text

    @property
    def at(self) -> str:
        return f"id_{self.name}"

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, what it is called, and whether it is chosen."""
        return [(choice, self.field.shown(choice), choice == self.text) for choice in ("", *self.field.choices)]


@dataclass(frozen=True)
class Line:
    student: Student
    cells: list[Cell]


class Grid:
    """`sent` is what a browser sent; None for a grid that is shown first."""

    def __init__(
        self, students: Sequence[Student], known: Known, sent: Mapping[str, str] | None, *, everything: bool
    ) -> None:
        self._students, self._known, self._sent, self._everything = students, known, sent, everything

    @cached_property
    def lines(self) -> list[Line]:
        return [
            Line(student, [self._cell(student, field) for field in self._known.columns]) for student in self._students
        ]

    @property
    def problems(self) -> list[Cell]:
        return [cell for cell in self._cells() if cell.problem]

    @property
    def entries(self) -> list[Entry]:
        """Cells that are other than they were seen; where no cell has a problem."""
        return [
            Entry(line.student.pk, cell.field, cell.seen, cell.field.clean(cell.text))
            for line in self.lines
            for cell in line.cells
            if cell.is_open and cell.text != cell.seen
        ]

    @property
    def has_lost(self) -> bool:
        """Whether something was entered about students who are not in the class any more."""
        there, sent = {student.pk for student in self._students}, self._sent or {}
        lost = [f"cell-{student}-{slug}" for student, slug in _cells_of(sent) if student not in there]
        return any(text != seen for seen, text in (self._texts(name, "") for name in lost))

    def _cells(self) -> Iterator[Cell]:
        return (cell for line in self.lines for cell in line.cells)

    def _cell(self, student: Student, field: Field) -> Cell:
        name, value = f"cell-{student.pk}-{field.slug}", self._known.values[student.pk].get(field.slug)
        now = as_text(value)
        seen, text = self._texts(name, now)
        text = cast(str, typed(text)) if field.is_number and text != now else text
        is_touched = text != seen
        return Cell(
            name=name,
            label=_("%(field)s of %(student)s") % {"field": field.label, "student": student.name},
            field=field,
            # Whoever reads that it is another one by now has seen that.
            seen=now if is_touched else seen,
            text=text,
            shown=field.shown(value),
            is_open=self._everything or value is None or is_touched,
            problem=_problem(field, seen, text, value) if is_touched else "",
        )

    def _texts(self, name: str, known: str) -> tuple[str, str]:
        """What was seen and what stands there now; of a cell that was not sent both are what is known."""
        if self._sent is None or name not in self._sent:
            return known, known
        return self._sent.get(f"seen-{name}", ""), self._sent[name].strip()


def columns_sent(sent: Mapping[str, str]) -> set[str]:
    """Slugs of the fields that a form had cells of."""
    return {slug for _, slug in _cells_of(sent)}


def students_sent(sent: Mapping[str, str]) -> set[int]:
    """Keys of the students that a form had cells of: its page may have others by now."""
    return {student for student, _ in _cells_of(sent)}


def _cells_of(sent: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    return ((int(found[1]), found[2]) for found in map(NAME.fullmatch, sent) if found)


def _problem(field: Field, seen: str, text: str, value: Value) -> str:
    """What keeps a cell from being stored; whatever else is wrong with it, first that it is another one by now."""
    if as_text(value) not in (seen, text):
        return _meanwhile(field, value)
    try:
        field.clean(text)
    except InvalidValue as refusal:
        return said(refusal.problem)
    return ""


def _meanwhile(field: Field, value: Value) -> str:
    if value is None:
        return _("somebody deleted what stood here in the meantime; store it again if what stands here is right")
    told = _("somebody entered %(value)s in the meantime; store it again if what stands here is right")
    return told % {"value": field.shown(value)}
