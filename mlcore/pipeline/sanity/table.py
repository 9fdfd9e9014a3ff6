"""The rows of a file beside what is known of the same students, as arrays in the order of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.schema import Field, Value

Values = Mapping[str, Value]
Students = Mapping[str, Values]
# Numbers, or places of choices.
Cells = NDArray[Any]
Rows = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class FileRows:
    """The rows of a file in its order.

    `students` has the key of the student that a row was matched with, None where there is none. `values` has the
    cleaned values of each field that the file brings, by slug. `named_by` has what names students in the file (numbers,
    names), one sequence per column: it tells whether the file is in their order. `dated` is the day that it is of.
    """

    students: Sequence[str | None]
    values: Mapping[str, Sequence[Value]]
    named_by: Sequence[Sequence[str]] = ()
    dated: date | None = None


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is stored of everybody who may be expected in the file, by the same keys.

    `earlier` has what was stored before that (terms or imports, the newest first), `dated` the day of the newest value.
    """

    students: Students
    earlier: Sequence[Students] = ()
    dated: date | None = None


@dataclass(frozen=True, kw_only=True)
class Column:
    """One field in the file (`now`) and as it is stored (`before`), shape (rows,).

    Numbers as they are, NaN where not known; choices by their place, -1 where not known.
    """

    field: Field
    now: Cells
    before: Cells

    @cached_property
    def known_now(self) -> Rows:
        return _is_known(self.now)

    @cached_property
    def known_before(self) -> Rows:
        return _is_known(self.before)

    @cached_property
    def both(self) -> Rows:
        return self.known_now & self.known_before


@dataclass(frozen=True)
class Table:
    """All columns that the file brings, and the rows that they stand in."""

    rows: FileRows
    known: Known
    fields: Mapping[str, Field]

    @classmethod
    def of(cls, rows: FileRows, known: Known, fields: Sequence[Field]) -> "Table":
        return cls(rows, known, {field.slug: field for field in fields})

    def __len__(self) -> int:
        return len(self.rows.students)

    @cached_property
    def matched(self) -> int:
        """Rows of students of whom anything is known."""
        return sum(bool(self.known.students.get(key)) for key in self.rows.students if key is not None)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Those that hold numbers or choices, in the order of the schema."""
        brought = (field for slug, field in self.fields.items() if slug in self.rows.values and not field.is_cluster)
        return tuple(
            Column(field=field, now=as_array(field, self.rows.values[field.slug]), before=self.stored(field))
            for field in brought
        )

    @cached_property
    def numbers(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.field.is_number)

    @cached_property
    def choices(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.field.is_number)

    def stored(self, field: Field, students: Students | None = None) -> Cells:
        """What is known of the student of each row, or was at another time, shape (rows,)."""
        state = self.known.students if students is None else students
        of_each = (state.get(key, {}) if key is not None else {} for key in self.rows.students)
        return as_array(field, [values.get(field.slug) for values in of_each])


def as_array(field: Field, values: Sequence[Value]) -> Cells:
    if field.is_number:
        return np.array([np.nan if value is None else value for value in values], dtype=float)
    places = {choice: place for place, choice in enumerate(field.choices)}
    return np.array([places.get(value, -1) if isinstance(value, str) else -1 for value in values], dtype=np.intp)


def _is_known(values: Cells) -> Rows:
    found: Rows = values >= 0 if values.dtype == np.intp else ~np.isnan(values)
    return found
