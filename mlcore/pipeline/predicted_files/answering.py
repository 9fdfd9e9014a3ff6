"""Rows of a table with what was predicted beside them, chunk by chunk; memory does not grow with the file.

This process reads, checks and writes; what a model answers may be found elsewhere (`mlcore.pipeline.places`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from mlcore.pipeline.bundle.bundle import Answer, Bundle
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.files.bad_rows import REMARK, BadRow
from mlcore.pipeline.files.checker import CheckedChunk, Checker, Kept, Report
from mlcore.pipeline.files.formulas import disarm
from mlcore.pipeline.files.reading import AS_IT_IS, Chunk, RawTable, Reading, read_chunks
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.places.place import Crew
from mlcore.pipeline.predicted_files.plain_rows import PlainRows
from mlcore.pipeline.schema import Field, Schema, Value

VALUE, NOT_KNOWN, OUTSIDE = "value", "not_known", "outside_of_what_was_learned"
ENDS = tuple((level, end) for level in LEVELS for end in (0, 1))
ADDED = (VALUE, *(f"{('low', 'high')[end]}_{level}" for level, end in ENDS), NOT_KNOWN, OUTSIDE, REMARK)
# More than a score is ever told in; a file is read by programs, too.
DECIMALS = 4
MOST_REMEMBERED = 20_000

Inputs = dict[str, Value]
Line = list[object]
Added = Sequence[object]


@dataclass(frozen=True)
class Answered:
    """One row that could be predicted: its line of the output, what went in, and everything that came out."""

    line: Line
    inputs: Inputs
    answer: Answer


@dataclass(frozen=True)
class AnsweredChunk:
    """`lines` of the output, one per row of the file, of which so many were `predicted`; each of these where somebody
    wants them."""

    lines: list[Line]
    predicted: int
    answered: Sequence[Answered] = ()


@dataclass(frozen=True)
class Unseen:
    """Fields of which no column is read and none is named, and what stands instead of their names."""

    slugs: frozenset[str] = frozenset()
    label: str = ""

    def called(self, field: Field) -> Field:
        if field.slug not in self.slugs:
            return field
        return Field(slug=field.slug, label=self.label, kind=field.kind, minimum=field.minimum, maximum=field.maximum)

    def inputs(self, bundle: Bundle) -> Schema:
        """Only what goes in is checked: a result that is noted, too, keeps no row out."""
        fields = tuple(map(self.called, bundle.schema.inputs(bundle.task)))
        return replace(bundle.schema, fields=fields).ignoring(self.slugs)


NOTHING_UNSEEN = Unseen()


@dataclass(frozen=True)
class Answering:
    """What answers rows: the same in every process."""

    bundle: Bundle
    unseen: Unseen = NOTHING_UNSEEN

    def __reduce__(self) -> tuple[Any, ...]:
        return Answering, (self.bundle, self.unseen)

    @cached_property
    def plain_rows(self) -> PlainRows:
        return PlainRows(self.bundle)

    @cached_property
    def labels(self) -> dict[str, str]:
        fields = self.bundle.schema.inputs(self.bundle.task)
        return {field.slug: self.unseen.called(field).label for field in fields}

    def added(self, columns: Mapping[str, Kept]) -> list[Added]:
        """Of n rows, in their order, what stands behind each; n may be 0."""
        if not len(next(iter(columns.values()))):
            return []
        values = self.bundle.values_of_columns(columns)
        figures = np.round(self.plain_rows.figures(values), DECIMALS).tolist()
        added: list[Added] = [(*one, "", "", "") for one in figures]
        places = np.flatnonzero(~self.plain_rows.which(columns))
        for place, row in zip(places.tolist(), rows_of(columns, list(self.labels), places), strict=True):
            answer = self.bundle.answer(row, float(values[place]), widening=False)
            added[place] = self._with_warnings(answer)
        return added

    def _with_warnings(self, answer: Answer) -> Added:
        figures = np.round([answer.value, *(answer.ranges[level][end] for level, end in ENDS)], DECIMALS).tolist()
        unknown = "; ".join(self.labels[one.field] for one in answer.warnings if one.kind != "outside")
        outside = "; ".join(self.labels[one.field] for one in answer.warnings if one.kind == "outside")
        return (*figures, disarm(unknown), disarm(outside), "")


class FilePredictor:
    """Of one open table. `header` stands above the lines; predictions that the file had already are left out.

    No column is needed: what is not there is not known. `keeps` says whether chunks have their answers, too. Raises
    DataError where no column is known at all.
    """

    def __init__(
        self,
        table: RawTable,
        bundle: Bundle,
        how: Reading = AS_IT_IS,
        *,
        keeps: bool = False,
        unseen: Unseen = NOTHING_UNSEEN,
    ) -> None:
        self._table, self._keeps = table, keeps
        self._answering = Answering(bundle, unseen)
        self._checker = Checker(table, unseen.inputs(bundle), required=(), how=how)
        self._kept = _own_columns(table.headers)
        self._disarmed: dict[Cell, str] = {}

    @property
    def header(self) -> Line:
        return [*(disarm(self._table.headers[place]) for place in self._kept), *ADDED]

    def chunks(self, crew: Crew | None = None) -> Iterator[AnsweredChunk]:
        """Once, in the order of the file, answered by the crew. Raises DataError, at the end for numbers that can be
        read in two ways, and WorkersError."""
        read: dict[int, tuple[Chunk, CheckedChunk]] = {}
        found: dict[int, list[Added]] = {}
        for place, added in (crew or Here(1)).spread(Answering.added, self._answering, self._columns(read)):
            found[place] = added
            # The first that is not written yet stands first among those that were read.
            while (first := next(iter(read), None)) in found:
                yield self._answered(*read.pop(first), found.pop(first))
        self._checker.refuse_unclear()

    def _columns(self, read: dict[int, tuple[Chunk, CheckedChunk]]) -> Iterator[Mapping[str, Kept]]:
        """Of each chunk what is asked about; the chunk itself waits in `read`, by its number."""
        chunks = read_chunks(replace(self._table, records=self._checker.pupils))
        for place, chunk in enumerate(chunks):
            checked = self._checker.feed(chunk)
            read[place] = chunk, checked
            yield checked.columns

    def summary(self) -> Report:
        return self._checker.summary()

    def _answered(self, chunk: Chunk, checked: CheckedChunk, found: Sequence[Added]) -> AnsweredChunk:
        numbers: list[int] = checked.row_numbers.tolist()
        added = dict(zip(numbers, found, strict=True))
        added |= {row.number: self._remarks(row) for row in checked.bad_rows}
        kept = zip(*(self._texts(chunk.columns[place]) for place in self._kept), strict=True)
        lines: dict[int, Line] = {
            row: [*cells, *added[row]] for row, cells in zip(chunk.row_numbers, kept, strict=True)
        }
        answered = self._kept_answers(checked, [lines[row] for row in numbers]) if self._keeps else ()
        return AnsweredChunk(list(lines.values()), len(numbers), answered)

    def _kept_answers(self, checked: CheckedChunk, lines: Sequence[Line]) -> list[Answered]:
        """As they would be stored one by one."""
        rows = list(rows_of(checked.columns, list(self._answering.labels), np.arange(len(lines))))
        return [Answered(*one) for one in zip(lines, rows, self._answering.bundle.predict(rows), strict=True)]

    def _texts(self, cells: Sequence[Cell]) -> list[str]:
        """Disarmed, each distinct cell once: a file repeats few of them many times."""
        if len(self._disarmed) > MOST_REMEMBERED:
            self._disarmed.clear()
        known = self._disarmed
        for cell in set(cells).difference(known):
            known[cell] = disarm(str(cell))
        return [known[cell] for cell in cells]

    def _remarks(self, row: BadRow) -> Added:
        """Nothing is predicted where a cell cannot be read; each is named with what may stand there."""
        said = "; ".join(map(str, self._checker.bad_rows.problems_of(row)))
        return (*[""] * (len(ADDED) - 1), disarm(said))


def _own_columns(headers: Sequence[str]) -> list[int]:
    """Without what a file that was predicted before has from us: the last column of each name. One that is called
    'value', beside nothing else of ours, is somebody's own."""
    last = {header: place for place, header in enumerate(headers) if header in ADDED}
    ours = set(last.values()) if last.keys() - {VALUE} else set()
    return [place for place in range(len(headers)) if place not in ours]


def rows_of(columns: Mapping[str, Kept], slugs: Sequence[str], places: np.ndarray) -> Iterator[Inputs]:
    kept = [_values(columns[slug][places]) for slug in slugs]
    return (dict(zip(slugs, values, strict=True)) for values in zip(*kept, strict=True))


def _values(column: Kept) -> list[Value]:
    """Numbers that are not known are None, as pages and the API have them."""
    values: list[Value] = column.tolist()
    if column.dtype == np.float64 and np.isnan(column).any():
        return [None if value != value else value for value in values]  # noqa: PLR0124 - NaN alone differs from itself
    return values
