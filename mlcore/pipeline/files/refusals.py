"""What a check refused, as facts: single cells, and how many of each column."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from mlcore.pipeline.files.workbook.dates import made_of
from mlcore.pipeline.messages import Message
from mlcore.pipeline.schema import Field, shortened
from mlcore.pipeline.schema.likeness import likeness


class Refusal(StrEnum):
    """Why a cell is refused: by its field (a `Reason` has the same values), or by what only files have."""

    NO_NUMBER = "no number"
    OUT_OF_BOUNDS = "out of bounds"
    NO_CHOICE = "no choice"
    NO_NAME = "no name"
    DATE = "a date or time"
    NO_COLUMN = "no column"
    TWO_READINGS = "two readings"
    PERCENT = "percent"
    ERROR = "error value"
    FORMULA = "formula without result"
    OTHER_SCALE = "another scale"


# What is said beside what is allowed.
REMARKS = {
    Refusal.DATE: "; the cell is formatted as a date or time",
    Refusal.TWO_READINGS: "; write it without the comma, or say --decimal comma or --decimal point",
    Refusal.PERCENT: "; a percentage of what is not clear here, write the number itself",
    Refusal.ERROR: "; the formula in this cell failed",
    Refusal.FORMULA: "; the file holds a formula without its result: open it in a spreadsheet program and save it",
    Refusal.OTHER_SCALE: "; the file tells another maximum, and this scale does not begin at 0: convert the column",
}


@dataclass(frozen=True, kw_only=True)
class CellProblem:
    """One bad cell: row number and header as in the file, and what stands there. No field: it must be blank."""

    row: int
    column: str
    value: str
    field: Field | None
    refusal: Refusal

    @property
    def expected(self) -> str:
        return expected(self.field, self.refusal)

    def __str__(self) -> str:
        place = f"row {self.row}, column {self.column}"
        return f'{place}: "{self.value}" is not allowed{self.likeness}; expected {self.expected}{self.before}'

    @property
    def remark(self) -> str:
        """For where the value stands beside it."""
        return f"{self.column}{self.likeness}: expected {self.expected}{self.before}"

    @property
    def before(self) -> str:
        """What a date probably was that a spreadsheet program made out of it."""
        return made_of(self.value) if self.refusal in (Refusal.DATE, Refusal.NO_NUMBER, Refusal.NO_CHOICE) else ""

    @property
    def likeness(self) -> Message | str:
        """In which character the value differs from the choice that it looks like, if it does."""
        return likeness(self.value, self.field.choices) if self.field and self.refusal is Refusal.NO_CHOICE else ""


@dataclass(frozen=True, kw_only=True)
class RefusedKind:
    """All cells of a column that were refused for one reason: the first few, and the values that stand there most."""

    examples: tuple[CellProblem, ...]
    cells: int
    values: tuple[tuple[str, int], ...]

    @property
    def is_of_few_values(self) -> bool:
        """Whether what stands there often is most of it: words with a meaning, not slips."""
        return 2 * sum(count for _, count in self.values) > self.cells


@dataclass(frozen=True, kw_only=True)
class RefusedCells:
    """How many cells of a column were refused for one reason; `field` is its slug."""

    column: str
    field: str | None
    refusal: Refusal
    cells: int


class LeftOut(TypedDict, total=False):
    """What is stored of the rows that a dataset is short of; never their values, which may tell of a student."""

    rows: int
    reasons: list[dict[str, str | int | None]]


def left_out(rows: int, refused: Sequence[RefusedCells]) -> LeftOut:
    """Empty where all rows are good."""
    reasons = [
        {"column": reason.column, "field": reason.field, "refusal": str(reason.refusal), "cells": reason.cells}
        for reason in refused
    ]
    return {"rows": rows, "reasons": reasons} if rows else {}


def expected(field: Field | None, refusal: Refusal) -> str:
    """What may stand in such a cell, in words."""
    if field is None:
        return "nothing here; the header has no column for it"
    return f"{field.allowed}{REMARKS[refusal]}" if refusal in REMARKS else field.allowed


def shown(cell: str) -> str:
    """One short line; what could steer a terminal is blanked out."""
    text = "".join(letter if letter.isprintable() else " " for letter in cell[:1000]).strip()
    return shortened(text)
