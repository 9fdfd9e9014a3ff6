"""Check raw cells against a schema: every bad cell is named, with what is allowed there."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

import numpy as np
import numpy.typing as npt
import pandas as pd

from mlcore.pipeline.files.bad_rows import BadRow, BadRows
from mlcore.pipeline.files.headers import Column, columns_of, ignored_headers, missing_fields
from mlcore.pipeline.files.reading import Chunk, RawTable
from mlcore.pipeline.files.refusals import CellProblem, LeftOut, Refusal, RefusedCells, left_out
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.schema import Field, InvalidValue, Schema, Value

MOST_PROBLEMS = 1_000

Answer = Value | Refusal
RowNumbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Answered:
    """A column of a chunk: what became of each cell."""

    column: Column
    answers: Sequence[Answer]
    has_refusals: bool


@dataclass(frozen=True)
class CheckedChunk:
    """The good rows of a chunk: a column per field of the schema, and the row numbers of the file beside them."""

    frame: pd.DataFrame
    row_numbers: RowNumbers


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a check found. `missing_columns` are slugs of fields without a column, which all rows have as not known."""

    rows: int
    refused: tuple[RefusedCells, ...]
    bad_rows: BadRows
    ignored_columns: tuple[str, ...]
    missing_columns: tuple[str, ...]
    delimiter: str

    @property
    def problem_count(self) -> int:
        return sum(refused.cells for refused in self.refused)

    @cached_property
    def problems(self) -> list[CellProblem]:
        """The first MOST_PROBLEMS of `problem_count`."""
        every = chain.from_iterable(self.bad_rows.problems_of(row) for row in self.bad_rows)
        return list(islice(every, MOST_PROBLEMS))

    @property
    def left_out(self) -> LeftOut:
        """What a dataset of the good rows remembers of the others."""
        return left_out(len(self.bad_rows), self.refused)


class Checker:
    """Cleans every cell of a table through its field, chunk by chunk; what is wrong is kept for the summary.

    `required`: slugs that need a column (all fields by default). Raises DataError for a missing required column, two
    columns for one field, or no known column at all.
    """

    def __init__(self, table: RawTable, schema: Schema, *, required: Collection[str] | None = None) -> None:
        self._table, self._schema = table, schema
        self._columns = columns_of(table.headers, schema, required)
        self._bad_rows = BadRows(table.headers, self._columns)
        self._refused: dict[int, Counter[Refusal]] = {column.position: Counter() for column in self._columns}
        self._unnamed = [position for position, header in enumerate(table.headers) if not header]
        self._filled: set[int] = set()
        self._rows = 0

    def feed(self, chunk: Chunk) -> CheckedChunk:
        """The good rows of a chunk. Memory does not grow with what was fed before."""
        present = [column for column in self._columns if column.position < len(chunk.columns)]
        answered = [self._answered(column, chunk.columns[column.position]) for column in present]
        self._rows += len(chunk.row_numbers)
        self._filled.update(position for position in self._unnamed if any(map(str, chunk.columns[position])))
        bad = _bad_places(answered)
        self._keep(_bad_rows(chunk, answered, sorted(bad)))
        return self._good_rows(chunk, answered, bad)

    def summary(self) -> Report:
        """What was found so far."""
        return Report(
            rows=self._rows,
            refused=self._refused_cells(),
            bad_rows=self._bad_rows,
            ignored_columns=ignored_headers(self._table.headers, self._columns, self._filled),
            missing_columns=tuple(field.slug for field in missing_fields(self._columns, self._schema)),
            delimiter=self._table.delimiter,
        )

    def _answered(self, column: Column, cells: Sequence[Cell]) -> _Answered:
        # Each distinct cell is cleaned once: a file repeats few of them many times.
        answers = {cell: _answer(cell, column.field, self._table.decimal_comma) for cell in set(cells)}
        has_refusals = any(isinstance(answer, Refusal) for answer in answers.values())
        return _Answered(column, [answers[cell] for cell in cells], has_refusals)

    def _keep(self, bad_rows: Sequence[BadRow]) -> None:
        self._bad_rows.add(bad_rows)
        for row in bad_rows:
            for position, refusal in row.refused.items():
                self._refused[position][refusal] += 1

    def _good_rows(self, chunk: Chunk, answered: Sequence[_Answered], bad: set[int]) -> CheckedChunk:
        good = [place for place in range(len(chunk.row_numbers)) if place not in bad]
        by_slug = {part.column.field.slug: part.answers for part in answered if part.column.field}
        unknown = [None] * len(chunk.row_numbers)
        frame = pd.DataFrame(
            {field.slug: _series(by_slug.get(field.slug, unknown), good, field) for field in self._schema.fields}
        )
        return CheckedChunk(frame, np.array(chunk.row_numbers, dtype=np.int64)[good])

    def _refused_cells(self) -> tuple[RefusedCells, ...]:
        counts: Counter[tuple[str, str | None, Refusal]] = Counter()
        for column in self._columns:
            slug = column.field.slug if column.field else None
            for refusal, cells in self._refused[column.position].items():
                counts[column.header, slug, refusal] += cells
        return tuple(
            RefusedCells(column=header, field=slug, refusal=refusal, cells=cells)
            for (header, slug, refusal), cells in counts.items()
        )


def _answer(cell: Cell, field: Field | None, decimal_comma: bool) -> Answer:
    if field is None:
        return Refusal.NO_COLUMN if str(cell).strip() else None
    if decimal_comma and field.is_number and isinstance(cell, str) and "." not in cell and cell.strip() != ",":
        cell = cell.replace(",", ".", 1)
    try:
        return field.clean(cell)
    except InvalidValue as refusal:
        return Refusal(refusal.reason) if isinstance(cell, str) else Refusal.DATE


def _bad_places(answered: Iterable[_Answered]) -> set[int]:
    return {
        place
        for part in answered
        if part.has_refusals
        for place, answer in enumerate(part.answers)
        if isinstance(answer, Refusal)
    }


def _bad_rows(chunk: Chunk, answered: Sequence[_Answered], places: Iterable[int]) -> list[BadRow]:
    return [
        BadRow(
            chunk.row_numbers[place],
            [str(cells[place]) for cells in chunk.columns],
            {part.column.position: answer for part in answered if isinstance(answer := part.answers[place], Refusal)},
        )
        for place in places
    ]


def _series(answers: Sequence[Answer], good: Sequence[int], field: Field) -> pd.Series:
    """Numbers float64 with NaN, others object with None."""
    values = answers if len(good) == len(answers) else [answers[place] for place in good]
    return pd.Series(values, dtype="float64" if field.is_number else "object")
