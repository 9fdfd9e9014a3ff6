"""What a check refused, as facts: single cells, and how many of each column."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from mlcore.pipeline.schema import Field, shortened


class Refusal(StrEnum):
    """Why a cell is refused: by its field (a `Reason` has the same values), or by what only files have."""

    NO_NUMBER = "no number"
    OUT_OF_BOUNDS = "out of bounds"
    NO_CHOICE = "no choice"
    NO_NAME = "no name"
    DATE = "a date or time"
    NO_COLUMN = "no column"


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
        return f'row {self.row}, column {self.column}: "{self.value}" is not allowed; expected {self.expected}'


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
    return f"{field.allowed}; the cell is formatted as a date or time" if refusal is Refusal.DATE else field.allowed


def shown(cell: str) -> str:
    """One short line; what could steer a terminal is blanked out."""
    text = "".join(letter if letter.isprintable() else " " for letter in cell[:1000]).strip()
    return shortened(text)
