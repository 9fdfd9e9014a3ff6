"""Check raw cells against a schema: every bad cell is named, with what is allowed there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from mlcore.pipeline.files.bad_rows import BadRow, BadRows
from mlcore.pipeline.files.cells.answering import Answer, answer_of, may_be_spelled_otherwise, named
from mlcore.pipeline.files.cells.found import FieldFound, Found
from mlcore.pipeline.files.cells.mixed_percent import MixedColumns
from mlcore.pipeline.files.cells.no_pupil import PupilRows
from mlcore.pipeline.files.cells.refused import Refused
from mlcore.pipeline.files.cells.tally import Tally, Told
from mlcore.pipeline.files.headers import Column, columns_of, ignored_headers, missing_fields, telling_who
from mlcore.pipeline.files.layout.again import headers_again
from mlcore.pipeline.files.layout.layout import PLAIN, Layout
from mlcore.pipeline.files.layout.scaling import scaled
from mlcore.pipeline.files.reading import AS_IT_IS, Chunk, RawTable, Reading
from mlcore.pipeline.files.refusals import CellProblem, LeftOut, Refusal, RefusedCells, RefusedKind, left_out
from mlcore.pipeline.files.spreadsheet import Cell, Record
from mlcore.pipeline.schema import Field, Schema, Value
from mlcore.pipeline.schema.spelling import spelled

MOST_PROBLEMS = 1_000
MOST_REMEMBERED = 20_000

Kept = npt.NDArray[np.float64] | npt.NDArray[np.object_]
RowNumbers = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class _Answered:
    """A column of a chunk: what became of each cell, and of which of them more is to be told."""

    column: Column
    cells: Sequence[Cell]
    answers: Sequence[Answer]
    has_refusals: bool
    told: Mapping[Cell, Told]


@dataclass(frozen=True)
class CheckedChunk:
    """The good rows of a chunk: a column per field of the schema, numbers as float64 with NaN, others with None; and
    the row numbers of the file beside them. And its bad rows."""

    columns: Mapping[str, Kept]
    row_numbers: RowNumbers
    bad_rows: Sequence[BadRow] = ()

    @property
    def frame(self) -> pd.DataFrame:
        # Each with its type: pandas would look for a better one.
        return pd.DataFrame({slug: pd.Series(values, dtype=values.dtype) for slug, values in self.columns.items()})


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a check found. `missing_columns` are slugs of fields without a column, which all rows have as not known."""

    rows: int
    refused: tuple[RefusedCells, ...]
    bad_rows: BadRows
    ignored_columns: tuple[str, ...]
    missing_columns: tuple[str, ...]
    delimiter: str
    found: Found
    kinds: tuple[RefusedKind, ...]
    layout: Layout = PLAIN

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

    def __init__(
        self, table: RawTable, schema: Schema, *, required: Collection[str] | None = None, how: Reading = AS_IT_IS
    ) -> None:
        self._table, self._schema, self._how = table, schema, how
        self._columns = columns_of(table.headers, schema, required, table.layout)
        self._nothing = frozenset(map(spelled, table.layout.nothing))
        self.bad_rows = BadRows(
            headers_again(table.headers, [column.meant for column in self._columns if column.field]), self._columns
        )
        self._refused = Refused(self._columns)
        self._tallies = {column.position: Tally(column.field) for column in self._columns if column.field}
        self._mixing = MixedColumns(self._columns)
        self._read: dict[int, tuple[dict[Cell, Answer], dict[Cell, Told]]] = {
            column.position: ({}, {}) for column in self._columns
        }
        self._names: dict[int, dict[str, str]] = {}
        self._pupils = PupilRows(table.records, self._columns, telling_who(self._columns, table.layout))
        self._unnamed = [position for position, header in enumerate(table.headers) if not header]
        self._filled: set[int] = set()
        self._rows = 0

    @property
    def pupils(self) -> Iterable[Record]:
        """The rows to be fed, without those that are no pupil."""
        return self._table.records if self._how.keep_summary_rows else self._pupils

    def refuse_unclear(self) -> None:
        """Once all rows were fed. Raises DataError where numbers can be read in two ways."""
        self._mixing.refuse()
        for column in self._columns:
            if column.field and column.field.is_number:
                self._tallies[column.position].refuse_unclear(column.header)

    def feed(self, chunk: Chunk) -> CheckedChunk:
        """The good rows of a chunk. Memory does not grow with what was fed before."""
        present = [column for column in self._columns if column.position < len(chunk.columns)]
        answered = [self._answered(column, chunk.columns[column.position]) for column in present]
        self._mixing.look_at(chunk.columns, chunk.row_numbers)
        self._rows += len(chunk.row_numbers)
        self._filled.update(position for position in self._unnamed if any(map(str, chunk.columns[position])))
        bad = _bad_places(answered)
        self._keep(bad_rows := _bad_rows(chunk, answered, sorted(bad)))
        return replace(self._good_rows(chunk, answered, bad), bad_rows=bad_rows)

    def summary(self) -> Report:
        """What was found so far."""
        ignored = ignored_headers(self._table.headers, self._columns, self._filled)
        return Report(
            rows=self._rows,
            refused=self._refused.cells(),
            bad_rows=self.bad_rows,
            ignored_columns=ignored,
            missing_columns=tuple(field.slug for field in missing_fields(self._columns, self._schema)),
            delimiter=self._table.delimiter,
            found=Found(
                rows=self._rows,
                sheet=self._table.sheet,
                other_sheets=self._table.other_sheets,
                ignored_columns=ignored,
                summary_rows=tuple(self._pupils.left_out),
                summary_row_count=self._pupils.count_left_out,
                fields=tuple(self._found(column) for column in self._columns if column.field),
                format=self._table.layout.format,
                header_row=self._table.layout.header_row,
                sittings=self._table.layout.tests.rule if self._table.layout.tests else "",
            ),
            kinds=self._refused.kinds(),
            layout=self._table.layout,
        )

    def _found(self, column: Column) -> FieldFound:
        found = self._tallies[column.position].found()
        return replace(found, maximum=column.points.bounds[1]) if column.points else found

    def _answered(self, column: Column, cells: Sequence[Cell]) -> _Answered:
        # Each distinct cell is cleaned once: a file repeats few of them many times.
        answers, told = self._read[column.position]
        distinct = dict.fromkeys(cells)
        if len(answers) + len(distinct) > MOST_REMEMBERED:
            answers.clear()
            told.clear()
        for cell in distinct:
            if cell not in answers:
                answers[cell], more = self._answer(cell, column)
                if more is not None:
                    told[cell] = more
        return _Answered(
            column=column,
            cells=cells,
            answers=[answers[cell] for cell in cells],
            has_refusals=any(isinstance(answers[cell], Refusal) for cell in distinct),
            told={cell: told[cell] for cell in distinct if cell in told} if told else told,
        )

    def _answer(self, cell: Cell, column: Column) -> tuple[Answer, Told | None]:
        if column.field is None or column.expects is None:
            return (Refusal.NO_COLUMN if str(cell).strip() else None), None
        answer, told = answer_of(cell, column.expects, self._how.decimal, commas_separate=self._table.delimiter == ",")
        if isinstance(answer, Refusal) and isinstance(cell, str) and spelled(cell) in self._nothing:
            return None, cell
        if column.points:
            answer = scaled(answer, column.points, column.field)
        if column.field.is_cluster and isinstance(answer, str) and may_be_spelled_otherwise(answer):
            # One school in two spellings is one school, called as the file does first.
            answer = self._names.setdefault(column.position, {}).setdefault(named(answer), answer)
        return answer, told

    def _keep(self, bad_rows: Sequence[BadRow]) -> None:
        self.bad_rows.add(bad_rows)
        for row in bad_rows:
            self._refused.add(row)

    def _good_rows(self, chunk: Chunk, answered: Sequence[_Answered], bad: set[int]) -> CheckedChunk:
        good = [place for place in range(len(chunk.row_numbers)) if place not in bad]
        kept: dict[str, Sequence[Value]] = {}
        for part in answered:
            if part.column.field:
                kept[part.column.field.slug] = values = _at(part.answers, good)
                self._tallies[part.column.position].feed(_at(part.cells, good) if part.told else (), values, part.told)
        unknown = [None] * len(good)
        columns = {field.slug: _kept(kept.get(field.slug, unknown), field) for field in self._schema.fields}
        return CheckedChunk(columns, np.array(chunk.row_numbers, dtype=np.int64)[good])


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


def _at(items: Sequence[Any], places: Sequence[int]) -> Sequence[Any]:
    return items if len(places) == len(items) else [items[place] for place in places]


def _kept(values: Sequence[Value], field: Field) -> Kept:
    return np.array(values, dtype=np.float64) if field.is_number else np.array(values, dtype=np.object_)
