"""What each row says about a student, read as the columns were mapped; what cannot be read is a problem of its row."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from mlcore.pipeline.files.cells.answering import Answer, Read, answer_of
from mlcore.pipeline.files.cells.found import FieldFound, Found
from mlcore.pipeline.files.cells.mixed_percent import MixedPercent, may_mix
from mlcore.pipeline.files.cells.no_pupil import PupilRows
from mlcore.pipeline.files.cells.numbers import Mark
from mlcore.pipeline.files.cells.tally import Tally, Told
from mlcore.pipeline.files.headers import Column
from mlcore.pipeline.files.layout.laying_out import SHORTENED
from mlcore.pipeline.files.layout.scaling import in_points, scaled
from mlcore.pipeline.files.refusals import CellProblem, Refusal, shown
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.schema import Field, Schema, Value
from mlcore.pipeline.schema.spelling import NOTHING, is_text, name_in, spelled, tidy
from predictor.imports.core.entry import Entry
from predictor.imports.core.problems import Kind, Problem
from predictor.imports.core.table import Row, Table
from predictor.imports.core.targets import DAY, Who, field_of

# Before it, a slip in typing.
FIRST_YEAR = 1950
LONGEST = {Who.NUMBER: 50, Who.NAME: 150, Who.FIRST: 75, Who.LAST: 75}
DAYS = (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)"), re.compile(r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})"))


@dataclass(frozen=True, kw_only=True)
class Entries:
    """In the order of the file; `found` is what it said beyond its values, `left_out` rows that are no student."""

    rows: tuple[Entry, ...]
    found: Found


@dataclass(frozen=True, kw_only=True)
class Said:
    """A target per column, how '1,234' is read where the file does not say, and what columns are out of, by place."""

    targets: Sequence[str]
    decimal: Mark | None = None
    maxima: Mapping[int, float] = field(default_factory=dict)


def read_entries(table: Table, said: Said, schema: Schema) -> Entries:
    """Raises DataError where no row is a student, or numbers can be read in two ways."""
    targets = said.targets
    columns = [
        Column(position, table.headers[position], one, in_points(one, said.maxima.get(position)))
        for position, target in enumerate(targets)
        if (one := field_of(target, schema))
    ]
    by_number = {row.number: row for row in table.rows}
    places = {position for position, target in enumerate(targets) if target in set(Who)}
    pupils = PupilRows([(row.number, list(row.cells)) for row in table.rows], columns, places)
    rows = [by_number[number] for number, _ in pupils]
    readers = [_FieldColumn(column, said.decimal, table) for column in columns]
    days = [position for position, target in enumerate(targets) if target == DAY]
    who = _WhoColumns({target: position for position, target in enumerate(targets) if target in set(Who)}, table)
    entries = tuple(_entry(row, who, readers, days, table) for row in rows)
    return Entries(rows=entries, found=_found(table, pupils, readers, rows, targets))


def _entry(row: Row, who: "_WhoColumns", readers: Iterable["_FieldColumn"], days: Sequence[int], table: Table) -> Entry:
    values: dict[str, Value] = {}
    problems: list[Problem] = [*who.problems_of(row), *_beyond(row, table)]
    for reader in readers:
        answer = reader.answer(row)
        if isinstance(answer, Refusal):
            problems.append(reader.problem(row, answer))
        elif answer is not None:
            values[reader.field.slug] = answer
    day = None
    for position in days:
        day, wrong = _day(row, position, table)
        problems.extend(wrong)
    return Entry(
        row=row.number,
        reference=who.reference(row),
        name=who.name(row),
        values=values,
        day=day,
        problems=tuple(problems),
    )


def _beyond(row: Row, table: Table) -> Iterator[Problem]:
    """A value that was cut in two, as 72,5 is by commas; in a workbook what stands beside the table is a note."""
    rest = [] if table.sheet else [text for text in map(str, row.cells[len(table.headers) :]) if tidy(text)]
    if rest:
        yield Problem(kind=Kind.BEYOND, row=row.number, value=shown(table.delimiter.join(rest)))


class _FieldColumn:
    """Each distinct cell is cleaned once: a column repeats few of them many times."""

    def __init__(self, column: Column, decimal: Mark | None, table: Table) -> None:
        self.column, self.field = column, cast(Field, column.field)
        self._expects = column.points or self.field
        self._decimal, self._commas_separate = decimal, table.delimiter == ","
        self._nothing = frozenset(map(spelled, table.layout.nothing))
        self._answers: dict[Cell, Answer] = {}
        self._told: dict[Cell, Told] = {}

    def answer(self, row: Row) -> Answer:
        cell = row.at(self.column.position)
        if cell not in self._answers:
            self._answers[cell], told = self._read(cell)
            if told is not None:
                self._told[cell] = told
        return self._answers[cell]

    def _read(self, cell: Cell) -> Read:
        answer, told = answer_of(cell, self._expects, self._decimal, commas_separate=self._commas_separate)
        if isinstance(answer, Refusal) and isinstance(cell, str) and spelled(cell) in self._nothing:
            return None, cell
        return (scaled(answer, self._expects, self.field) if self.column.points else answer), told

    def problem(self, row: Row, refusal: Refusal) -> Problem:
        value = shown(str(row.at(self.column.position)))
        cell = CellProblem(row=row.number, column=self.column.header, value=value, field=self._expects, refusal=refusal)
        return Problem(
            kind=Kind.CELL,
            row=row.number,
            position=self.column.position,
            column=self.column.header,
            value=value,
            cell=cell,
            remedy=replace(cell, field=self.field),
        )

    def found(self, rows: Sequence[Row]) -> FieldFound:
        """Raises DataError where its numbers can be read in two ways."""
        found = self._tally(rows).found()
        return replace(found, maximum=self._expects.bounds[1]) if self.column.points else found

    def _tally(self, rows: Sequence[Row]) -> Tally:
        good = [row for row in rows if not isinstance(self.answer(row), Refusal)]
        tally = Tally(self.field)
        cells = [row.at(self.column.position) for row in good] if self._told else []
        tally.feed(cells, [cast(Value, self.answer(row)) for row in good], self._told)
        if self.field.is_number:
            self._refuse_mixed(rows)
            tally.refuse_unclear(self.column.header)
        return tally

    def _refuse_mixed(self, rows: Sequence[Row]) -> None:
        """Raises DataError where percents and parts of one stand side by side."""
        mixing = MixedPercent()
        if may_mix(self._expects):
            cells = [row.at(self.column.position) for row in rows]
            mixing.look_at(set(cells), cells, [row.number for row in rows])
        mixing.refuse(self.column.header)


class _WhoColumns:
    """Who a row is about, as text."""

    def __init__(self, positions: Mapping[str, int], table: Table) -> None:
        self._positions, self._table = positions, table

    def reference(self, row: Row) -> str:
        return self._text(row, Who.NUMBER)

    def name(self, row: Row) -> str:
        parts = (self._text(row, part) for part in (Who.NAME, Who.FIRST, Who.LAST))
        return " ".join(part for part in parts if part)

    def _text(self, row: Row, part: Who) -> str:
        if part not in self._positions:
            return ""
        text = name_in(str(row.at(self._positions[part])))
        return "" if spelled(text) in NOTHING else text

    def problems_of(self, row: Row) -> Iterator[Problem]:
        for part in Who:
            text = self._text(row, part)
            if not is_text(text):
                yield self._problem(row, part, Kind.NO_TEXT)
            elif len(text) > LONGEST[part]:
                yield self._problem(row, part, Kind.LONG, str(LONGEST[part]))
            elif part is Who.NUMBER and SHORTENED.fullmatch(text):
                yield self._problem(row, part, Kind.SHORTENED)
        if not self.reference(row) and not self.name(row):
            yield Problem(kind=Kind.NOBODY, row=row.number)

    def _problem(self, row: Row, part: Who, kind: Kind, more: str = "") -> Problem:
        position = self._positions[part]
        return Problem(
            kind=kind,
            row=row.number,
            position=position,
            column=self._table.headers[position],
            value=shown(self._text(row, part)),
            more=more,
        )


def _day(row: Row, position: int, table: Table) -> tuple[dt.date | None, list[Problem]]:
    cell = row.at(position)
    if isinstance(cell, dt.datetime):
        return cell.date(), []
    if isinstance(cell, dt.date):
        return cell, []
    if (day := day_of(str(cell))) or not tidy(str(cell)):
        return day, []
    header, value = table.headers[position], shown(str(cell))
    return None, [Problem(kind=Kind.NO_DAY, row=row.number, position=position, column=header, value=value)]


def day_of(text: str) -> dt.date | None:
    """A day that can be read in one way only: '2026-06-30', '30.6.2026'; of '06/07/2026' nobody knows the month."""
    found = next((match for pattern in DAYS if (match := pattern.fullmatch(tidy(text)))), None)
    try:
        day = dt.date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
        return day if day and day.year >= FIRST_YEAR else None
    except ValueError:
        return None


def _found(
    table: Table, pupils: PupilRows, readers: Iterable[_FieldColumn], rows: Sequence[Row], targets: Sequence[str]
) -> Found:
    return Found(
        rows=len(rows),
        sheet=table.sheet,
        other_sheets=table.other_sheets,
        ignored_columns=tuple(header for header, target in zip(table.headers, targets, strict=True) if target == "out"),
        summary_rows=tuple(pupils.left_out),
        summary_row_count=pupils.count_left_out,
        fields=tuple(reader.found(rows) for reader in readers),
        format=table.layout.format,
        header_row=table.layout.header_row,
    )
