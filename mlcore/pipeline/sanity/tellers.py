"""What tells the values of all rows, of a column of numbers and of one of choices, from any place in the file."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.sanity.table import Column, Table
from mlcore.pipeline.sanity.ties import (
    KEPT,
    USUAL,
    USUAL_TOGETHER,
    Place,
    against,
    agreement_gain,
    choices_against,
    gain,
    moved,
    residuals,
    standard,
)
from mlcore.pipeline.stats.intervals import correlation, fisher_interval

# Where fewer know a field from before, what else is known of the students tells it.
MOSTLY = 0.5
# The closest connection between two terms that is taken for sure, and of how many pairs one is known.
MOST_USUAL = 0.8
FEWEST_PAIRS = 15


class Teller(Protocol):
    """`slug` is blank for all rows; `numbers` is how many columns of numbers are told."""

    @property
    def slug(self) -> str: ...

    @property
    def numbers(self) -> int: ...

    def pairs(self) -> int:
        """Rows that have a value and what tells it beside it."""

    def gain(self, place: Place) -> float:
        """How much better the values are told from there than by nothing, in units of log-likelihood."""

    def errors(self, place: Place) -> Floats:
        """How far each row (rows,) is off where it is told from there."""

    def not_as_usual(self, stayed: float) -> float:
        """By how much no connection tells the values better than a usual one to what stands beside, in the same units;
        `stayed` is what that gains."""

    def is_blank(self, rows: slice) -> bool:
        """Whether these rows have no value, of a column that mostly has one."""


@dataclass(frozen=True)
class ChoiceTeller:
    """By the choice that was known before."""

    column: Column
    numbers: int = 0

    @property
    def slug(self) -> str:
        return self.column.field.slug

    def pairs(self) -> int:
        return int(self.column.both.sum())

    def gain(self, place: Place) -> float:
        return agreement_gain(self.column.now, moved(self.column.before, place, -1))

    def errors(self, place: Place) -> Floats:
        there = moved(self.column.before, place, -1)
        return ((self.column.now >= 0) & (there >= 0) & (self.column.now != there)).astype(float)

    def not_as_usual(self, stayed: float) -> float:
        return choices_against(self.column.now, self.column.before, KEPT[self.column.field.changeable])

    def is_blank(self, rows: slice) -> bool:
        return _is_blank(self.column, rows)


@dataclass(frozen=True)
class NumberTeller:
    """By the number that was known before, and by the other numbers of the row; `told` is (rows, at most 2)."""

    column: Column
    told: Floats
    usual: float | None
    numbers: int = 1

    @classmethod
    def of(cls, column: Column, table: Table, without: Collection[str]) -> "NumberTeller":
        return cls(column, all_that_tells(column, table, without), usual(column, table))

    @property
    def slug(self) -> str:
        return self.column.field.slug

    @cached_property
    def values(self) -> Floats:
        return standard(self.column.now)

    def pairs(self) -> int:
        return int(((self.values != 0) & (self.told != 0).any(axis=1)).sum())

    def gain(self, place: Place) -> float:
        return gain(self.values[:, None], self.left(place)[:, None])

    def errors(self, place: Place) -> Floats:
        squares: Floats = self.left(place) ** 2
        return squares

    def left(self, place: Place) -> Floats:
        return residuals(self.values, moved(self.told, place, 0.0)) if self.told.size else self.values

    def not_as_usual(self, stayed: float) -> float:
        n = len(self.values)
        r = max(0.0, 1 - np.exp(-2 * stayed / max(1, n))) ** 0.5
        stays = USUAL if self.usual is None else self.usual
        return against(r, n, USUAL_TOGETHER[self.told.shape[1]] if stays >= USUAL else stays)

    def not_beside(self) -> float:
        """Of what was known before alone: by how much no connection tells it better than a usual one."""
        products = self.values * self.told[:, 0]
        known = int((products != 0).sum())
        return against(float(products.sum()) / max(1, known), known, USUAL if self.usual is None else self.usual)

    def is_blank(self, rows: slice) -> bool:
        return _is_blank(self.column, rows)


@dataclass(frozen=True)
class RowsTeller:
    """All columns together, each by what was known before."""

    rows: int
    choices: tuple[ChoiceTeller, ...]
    parts: tuple[NumberTeller, ...]
    slug: str = ""

    @classmethod
    def of(cls, table: Table) -> "RowsTeller":
        parts = (
            NumberTeller(column, _told_by(column, table)[:, None], usual(column, table)) for column in table.numbers
        )
        told = tuple(part for part in parts if part.values.any() and part.told.any())
        return cls(len(table), tuple(map(ChoiceTeller, table.choices)), told)

    @property
    def numbers(self) -> int:
        return len(self.parts)

    @property
    def _each(self) -> tuple[Teller, ...]:
        return (*self.choices, *self.parts)

    def pairs(self) -> int:
        return max((one.pairs() for one in self._each), default=0)

    def gain(self, place: Place) -> float:
        agreed = sum((one.gain(place) for one in self.choices), 0.0)
        if not self.parts:
            return agreed
        left = np.column_stack([part.left(place) for part in self.parts])
        return agreed + gain(np.column_stack([part.values for part in self.parts]), left)

    def errors(self, place: Place) -> Floats:
        return sum((one.errors(place) for one in self._each), np.zeros(self.rows))

    def not_as_usual(self, stayed: float) -> float:
        numbers = [part.not_beside() for part in self.parts]
        return sum(numbers) / max(1, len(numbers)) ** 0.5 + sum(one.not_as_usual(0.0) for one in self.choices)

    def is_blank(self, rows: slice) -> bool:
        return all(one.is_blank(rows) for one in self._each)


def _is_blank(column: Column, rows: slice) -> bool:
    known = column.known_now
    return not known[rows].any() and bool(known.mean() > MOSTLY)


def all_that_tells(column: Column, table: Table, without: Collection[str] = ()) -> Floats:
    """What was known before, and the other numbers beside it, shape (rows, at most 2): without what does not vary."""
    parts = [part for part in (_told_by(column, table), _beside(column, table, without)) if part.any()]
    return np.column_stack(parts) if parts else np.zeros((len(table), 0))


def usual(column: Column, table: Table) -> float | None:
    """How closely a number goes with itself from term to term, at least; None where it was never known twice."""
    for state in table.known.earlier:
        r, n = correlation(column.before, table.stored(column.field, state))
        if r is not None and n >= FEWEST_PAIRS:
            low, high = fisher_interval(r, n)
            return USUAL if low <= USUAL <= high else max(0.0, min(MOST_USUAL, low if low > USUAL else r))
    return None


def _told_by(column: Column, table: Table) -> Floats:
    """What tells a column before any file: itself as it was, else the mean of all numbers known of the student."""
    if column.known_before.sum() >= MOSTLY * max(1, table.matched):
        return standard(column.before)
    known = [standard(table.stored(field)) for field in table.fields.values() if field.is_number]
    return _mean(known, len(table))


def _beside(column: Column, table: Table, without: Collection[str]) -> Floats:
    """The mean of the other numbers of the file."""
    others = [other for other in table.numbers if other is not column and other.field.slug not in without]
    return _mean([standard(other.now) for other in others], len(table))


def _mean(columns: list[Floats], rows: int) -> Floats:
    """Of standardised columns, standardised again, shape (rows,)."""
    values = np.array(columns).reshape(-1, rows)
    known = (values != 0).sum(axis=0)
    return standard(np.where(known, values.sum(axis=0) / np.maximum(1, known), np.nan))
