"""The grid as a form: what was sent, cell by cell, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mlcore.pipeline.schema import Field, InvalidValue, Value, exact, written
from predictor.grid.columns import Known
from predictor.grid.work import Entry
from predictor.models import Student


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
            Entry(line.student.pk, cell.field, cell.field.clean(cell.seen), cell.field.clean(cell.text))
            for line in self.lines
            for cell in line.cells
            if cell.is_open and cell.text != cell.seen
        ]

    def _cells(self) -> Iterator[Cell]:
        return (cell for line in self.lines for cell in line.cells)

    def _cell(self, student: Student, field: Field) -> Cell:
        name, value = f"cell-{student.pk}-{field.slug}", self._known.values[student.pk].get(field.slug)
        seen, text = self._texts(name, as_text(value))
        return Cell(
            name=name,
            label=f"{field.label} of {student.name}",
            field=field,
            seen=seen,
            text=text,
            shown=field.shown(value),
            is_open=self._everything or value is None or text != seen,
            problem=_problem(field, text) if text != seen else "",
        )

    def _texts(self, name: str, known: str) -> tuple[str, str]:
        """What was seen and what stands there now; of a cell that was not sent both are what is known."""
        if self._sent is None or name not in self._sent:
            return known, known
        return self._sent.get(f"seen-{name}", ""), self._sent[name].strip()


def columns_sent(sent: Mapping[str, str]) -> set[str]:
    """Slugs of the fields that a form had cells of."""
    return {name.split("-", 2)[2] for name in sent if name.startswith("cell-") and name.count("-") >= 2}


def as_text(value: Value) -> str:
    """Sent again as it stands, it gives the same value."""
    return exact(written(value)) if isinstance(value, int | float) else value or ""


def _problem(field: Field, text: str) -> str:
    try:
        field.clean(text)
    except InvalidValue as refusal:
        return refusal.problem
    return ""
