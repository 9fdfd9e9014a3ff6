"""What a check refused, as facts: single cells, and how many of each column."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from mlcore.pipeline.files.workbook.dates import made_of
from mlcore.pipeline.messages import N_, Message, message
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
    Refusal.DATE: N_("; the cell is formatted as a date or time"),
    Refusal.TWO_READINGS: N_("; write it without the comma, or say --decimal comma or --decimal point"),
    Refusal.PERCENT: N_("; a percentage of what is not clear here, write the number itself"),
    Refusal.ERROR: N_("; the formula in this cell failed"),
    Refusal.FORMULA: N_("; the file holds a formula without its result: open it in a spreadsheet program and save it"),
    Refusal.OTHER_SCALE: N_("; the file tells another maximum, and this scale does not begin at 0: convert the column"),
}

# Said of whole columns and files; pages name other remedies.
SAY_DECIMAL = N_(
    "Column %(column)s: '%(value)s' can be read as %(one)s and as %(other)s. "
    "Say which mark separates decimals: --decimal comma or --decimal point."
)
TOO_MANY_ROWS_OF_TEXT = N_(
    "The file has more than %(most)s rows. Split it into smaller files; --most-rows allows more of a CSV file."
)


@dataclass(frozen=True, kw_only=True)
class CellProblem:
    """One bad cell: row number and header as in the file, and what stands there. No field: it must be blank."""

    row: int
    column: str
    value: str
    field: Field | None
    refusal: Refusal

    @property
    def expecting(self) -> Message:
        return expected(self.field, self.refusal)

    @property
    def message(self) -> Message:
        refused = N_(
            'row %(row)s, column %(column)s: "%(value)s" is not allowed%(likeness)s; expected %(allowed)s%(before)s'
        )
        return message(refused, row=self.row, column=self.column, value=self.value, **self._about)

    def __str__(self) -> str:
        return str(self.message)

    @property
    def remark(self) -> str:
        """For where the value stands beside it; English, as saved files are."""
        return str(self.remarking)

    @property
    def remarking(self) -> Message:
        remark = N_("%(column)s%(likeness)s: expected %(allowed)s%(before)s")
        return message(remark, column=self.column, **self._about)

    @property
    def _about(self) -> dict[str, Message | str]:
        return {"likeness": self.likeness, "allowed": self.expecting, "before": self.before}

    @property
    def before(self) -> Message | str:
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


def expected(field: Field | None, refusal: Refusal) -> Message:
    """What may stand in such a cell, in words."""
    if field is None:
        return message(N_("nothing here; the header has no column for it"))
    if refusal not in REMARKS:
        return field.allowing
    return message("%(allowed)s%(remark)s", allowed=field.allowing, remark=message(REMARKS[refusal]))


def shown(cell: str) -> str:
    """One short line; what could steer a terminal is blanked out."""
    text = "".join(letter if letter.isprintable() else " " for letter in cell[:1000]).strip()
    return shortened(text)
