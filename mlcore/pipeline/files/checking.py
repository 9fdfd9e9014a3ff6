"""Check raw cells against a schema: every bad cell is named, with what is allowed there."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any

import pandas as pd

from mlcore.pipeline.files.headers import ignored_headers, places_of, refuse_missing
from mlcore.pipeline.files.reading import SURPLUS, RawTable
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.schema import Field, InvalidValue, Schema, Value, shortened

MOST_PROBLEMS = 1_000
NO_COLUMN = "nothing here; the header has no column for it"


@dataclass(frozen=True)
class CellProblem:
    """One bad cell: row number and header as in the file, what stands there, what is allowed."""

    row: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f'row {self.row}, column {self.column}: "{self.value}" is not allowed; expected {self.expected}'


@dataclass(frozen=True)
class Column:
    """One checked column. `bad` says what is expected for each distinct bad cell."""

    header: str
    position: int
    cleaned: dict[Cell, Value]
    bad: dict[Cell, str]


@dataclass(frozen=True)
class CheckedTable:
    """Good rows as a frame with a column per field, and everything that is wrong with the others.

    `row_numbers[i]` is the row in the file of the frame's row i; `problems` holds at most MOST_PROBLEMS of
    `problem_count`; `missing_columns` are slugs of fields without a column, which the frame has as not known.
    """

    frame: pd.DataFrame
    row_numbers: list[int]
    problems: list[CellProblem]
    problem_count: int
    ignored_columns: tuple[str, ...]
    missing_columns: tuple[str, ...]
    table: RawTable
    columns: tuple[Column, ...]
    bad_positions: list[int]

    @cached_property
    def bad_rows(self) -> list[list[Cell]]:
        """The cells of the bad rows as they stand in the file."""
        return [self.table.rows[position] for position in self.bad_positions]

    @cached_property
    def left_out(self) -> dict[str, Any]:
        """How many rows are bad, and how many cells of each column missed what was expected; never their values,
        which may tell of a student. Empty where all rows are good.
        """
        if not self.bad_positions:
            return {}
        missed = Counter(
            (column.header, column.bad[cell])
            for column in self.columns
            if column.bad
            for cell in self.table.column(column.position)
            if cell in column.bad
        )
        reasons = [{"column": one, "expected": expected, "cells": cells} for (one, expected), cells in missed.items()]
        return {"rows": len(self.bad_positions), "reasons": reasons}

    def problems_of(self, position: int) -> Iterator[CellProblem]:
        """What is wrong with one row of the raw table."""
        return _problems(self.table, self.columns, position)


def check_table(table: RawTable, schema: Schema, *, required: Collection[str] | None = None) -> CheckedTable:
    """Clean every cell through its field. `required`: slugs that need a column (all fields by default).

    Raises DataError for a missing required column, two columns for one field, or no known column at all.
    """
    places = places_of(table, schema)
    missing = [field for field in schema.fields if field.slug not in places]
    refuse_missing([field for field in missing if required is None or field.slug in required], table)
    columns = tuple(_checked(table, position, field) for position, field in _checkable(table, places, schema))
    bad_positions = _bad_positions(table, columns)
    good_positions = _others(bad_positions, len(table.rows))
    problems = chain.from_iterable(_problems(table, columns, position) for position in bad_positions)
    return CheckedTable(
        frame=_frame(table, schema, {column.position: column for column in columns}, places, good_positions),
        row_numbers=[table.numbers[position] for position in good_positions],
        problems=list(islice(problems, MOST_PROBLEMS)),
        problem_count=sum(
            cell in column.bad for column in columns if column.bad for cell in table.column(column.position)
        ),
        ignored_columns=ignored_headers(table, set(places.values())),
        missing_columns=tuple(field.slug for field in missing),
        table=table,
        columns=columns,
        bad_positions=bad_positions,
    )


def _checkable(table: RawTable, places: dict[str, int], schema: Schema) -> list[tuple[int, Field | None]]:
    """Positions in the order of the file; no field stands for cells that must be blank."""
    known = [(position, schema.field(slug)) for slug, position in places.items()]
    surplus = [(position, None) for position, header in enumerate(table.headers) if header == SURPLUS]
    return sorted([*known, *surplus], key=lambda item: item[0])


def _checked(table: RawTable, position: int, field: Field | None) -> Column:
    column = Column(table.headers[position], position, {}, {})
    if field is None:
        cells = set(table.column(position))
        column.bad.update((cell, NO_COLUMN) for cell in cells if str(cell).strip())
        return column
    # Each distinct cell is cleaned once: a file repeats few of them many times.
    for cell in set(table.column(position)):
        try:
            column.cleaned[cell] = _clean(cell, field, table.decimal_comma)
        except InvalidValue as refusal:
            column.bad[cell] = _expected(cell, refusal)
    return column


def _clean(cell: Cell, field: Field, decimal_comma: bool) -> Value:
    if decimal_comma and field.is_number and isinstance(cell, str) and "." not in cell:
        cell = cell.replace(",", ".", 1)
    return field.clean(cell)


def _expected(cell: Cell, refusal: InvalidValue) -> str:
    allowed = refusal.field.allowed
    return allowed if isinstance(cell, str) else f"{allowed}; the cell is formatted as a date or time"


def _bad_positions(table: RawTable, columns: tuple[Column, ...]) -> list[int]:
    return sorted(
        {
            position
            for column in columns
            if column.bad
            for position, cell in enumerate(table.column(column.position))
            if cell in column.bad
        }
    )


def _others(positions: list[int], rows: int) -> list[int]:
    taken = set(positions)
    return [position for position in range(rows) if position not in taken]


def _problems(table: RawTable, columns: tuple[Column, ...], position: int) -> Iterator[CellProblem]:
    row = table.rows[position]
    for column in columns:
        cell = row[column.position] if column.position < len(row) else ""
        if cell in column.bad:
            yield CellProblem(table.numbers[position], column.header, _shown(cell), column.bad[cell])


def _shown(cell: Cell) -> str:
    """One short line; what could steer a terminal is blanked out."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(cell)[:1000]).strip()
    return shortened(text)


def _frame(
    table: RawTable,
    schema: Schema,
    columns: dict[int, Column],
    places: dict[str, int],
    positions: list[int],
) -> pd.DataFrame:
    """Numbers float64 with NaN, others object with None."""
    content = {}
    for field in schema.fields:
        values: list[Value] = [None] * len(positions)
        if field.slug in places:
            column = columns[places[field.slug]]
            cells = table.column(column.position)
            values = [column.cleaned[cells[position]] for position in positions]
        content[field.slug] = pd.Series(values, dtype="float64" if field.is_number else "object")
    return pd.DataFrame(content)
