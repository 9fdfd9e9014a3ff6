"""Read a CSV or Excel file into columns of raw cells that remember their row number, some thousand rows at a time."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import BinaryIO

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.cells.numbers import Mark
from mlcore.pipeline.files.formats.format import Format
from mlcore.pipeline.files.formats.heading import FIRST_ROWS, Known
from mlcore.pipeline.files.layout.laying_out import laid_out
from mlcore.pipeline.files.layout.layout import PLAIN, Layout, Sittings
from mlcore.pipeline.files.opening import opened, refuse_larger, starts_with
from mlcore.pipeline.files.refusals import TOO_MANY_ROWS_OF_TEXT
from mlcore.pipeline.files.sittings.pivoting import pivoted
from mlcore.pipeline.files.spreadsheet import Cell, Record, workbook_apart
from mlcore.pipeline.files.text import delimiter_of, open_text, read_records
from mlcore.pipeline.messages import N_, Figure

TOO_MANY_ROWS_OF_WORKBOOK = N_("The file has more than %(most)s rows. Split it into smaller files, or save it as CSV.")
MOST_BYTES = 100_000_000
MOST_ROWS = 1_000_000
MOST_WORKBOOK_BYTES = 50_000_000
MOST_WORKBOOK_ROWS = 200_000
MOST_COLUMNS = 1_000
# Below the last row that may be the header: notes, and what a full result is.
MOST_BELOW = 5
ROWS_PER_CHUNK = 5_000
CELLS_PER_CHUNK = 100_000
CHARACTERS_PER_CHUNK = 4_000_000
WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class RawTable:
    """Cells as they stand in the file: a header, and rows that come once where they come from an open file.

    Blank rows are left out; a row may be shorter or longer than the header. `layout` says where things stand,
    `encoding` how the letters of a text were read.
    """

    headers: tuple[str, ...]
    records: Iterable[Record]
    delimiter: str = ","
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    layout: Layout = PLAIN
    encoding: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a file is to be read where it does not say so itself.

    `sheet` of a workbook, the `decimal` mark of numbers such as '1,234', and whether rows called 'average' or 'total'
    are pupils too. `format` is the slug of a recogniser, or 'plain' for none of them. `sittings`
    says which result counts where a file has a row per test and a student sat several in one subject and window.
    """

    sheet: str | None = None
    format: str | None = None
    decimal: Mark | None = None
    keep_summary_rows: bool = False
    sittings: Sittings = "newest"
    most_bytes: int = MOST_BYTES
    most_rows: int = MOST_ROWS


AS_IT_IS = Reading()


@dataclass(frozen=True)
class Chunk:
    """Some rows by column. `row_numbers` are those that a spreadsheet shows.

    There is one column per header, blank where rows end before it, and one more where a row goes on beyond the header.
    """

    row_numbers: list[int]
    columns: list[tuple[Cell, ...]]


@contextmanager
def open_table(path: Path, how: Reading = AS_IT_IS, known: Known | None = None) -> Iterator[RawTable]:
    """Open CSV (UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or pipe), XLSX, XLS or ODS, to be read once.

    `known` finds the header among the first rows, and the sheet of a workbook that has the columns. Raises
    SeveralFormats where a table looks like an export of two systems.

    Rows are read when they are asked for. A workbook is in memory as a whole: its cells refer to texts anywhere in it.
    Raises DataError in plain words; for a row that cannot be read and for the first of too many rows when it comes.
    """
    with opened(path, how.most_bytes) as file:
        if any(starts_with(file, mark) for mark in WORKBOOK_MARKS):
            refuse_larger(file, min(how.most_bytes, MOST_WORKBOOK_BYTES))
            with workbook_apart(_content(file), how.sheet, known) as sheet:
                bounded = replace(how, most_rows=min(how.most_rows, MOST_WORKBOOK_ROWS))
                table = _table(sheet.records, ",", bounded, known)
                layout = replace(table.layout, hidden_rows=sheet.hidden[0], hidden_columns=sheet.hidden[1])
                yield replace(table, sheet=sheet.name, other_sheets=sheet.others, layout=layout)
            return
        if how.sheet:
            raise DataError(N_("The file is no workbook: it has no sheets to choose from."))
        text = open_text(file)
        delimiter = delimiter_of(text, known)
        yield replace(_table(read_records(text, delimiter), delimiter, how, known), encoding=text.encoding)


def read_chunks(table: RawTable, most_rows_per_chunk: int = ROWS_PER_CHUNK) -> Iterator[Chunk]:
    """Each row once; wide tables and long texts come in fewer rows at a time, so that a chunk is always small."""
    width = len(table.headers)
    most_rows = max(1, min(most_rows_per_chunk, CELLS_PER_CHUNK // width))
    for records in _batches(table.records, most_rows):
        yield _chunk(records, width, table.delimiter)


def _batches(records: Iterable[Record], most_rows: int) -> Iterator[list[Record]]:
    batch: list[Record] = []
    characters = 0
    for record in records:
        batch.append(record)
        characters += sum(len(cell) for cell in record[1] if isinstance(cell, str))
        if len(batch) == most_rows or characters > CHARACTERS_PER_CHUNK:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _content(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _table(records: Iterator[Record], delimiter: str, how: Reading, known: Known | None) -> RawTable:
    filled = ((number, cells) for number, cells in records if any(not _is_blank(cell) for cell in cells))
    first = list(islice(filled, FIRST_ROWS + MOST_BELOW))
    if not first:
        raise DataError(N_("The file is empty."))
    table = laid_out(first, filled, known, how.format, keeps_all=how.keep_summary_rows)
    _refuse_headers(table.headers)
    rows = iter(table.records)
    one = next(rows, None)
    if not one:
        raise DataError(N_("The file has a header but no rows below it."))
    raw = RawTable(table.headers, _bounded(chain([one], rows), how.most_rows), delimiter, layout=table.layout)
    return _by_student(raw, table.format, how)


def _by_student(table: RawTable, one: Format, how: Reading) -> RawTable:
    """The table itself where it has a row per student already."""
    if one.long is None:
        return table
    found = pivoted(one, table.layout, table.records, how.sittings)
    _refuse_headers(found.headers)
    layout = replace(table.layout, columns=found.columns, tests=found.tests)
    return replace(table, headers=found.headers, records=found.records, layout=layout)


def _refuse_headers(headers: Sequence[str]) -> None:
    if any("\0" in header for header in headers):
        raise DataError(N_("A column is called by a character that is no text (NUL). Write its name anew."))
    if len(headers) > MOST_COLUMNS:
        raise DataError(
            N_("The file has more than %(most)s columns. Keep only those that are needed."),
            most=Figure(f"{MOST_COLUMNS:,}"),
        )


def _bounded(records: Iterable[Record], most_rows: int) -> Iterator[Record]:
    for count, record in enumerate(records, start=1):
        if count > most_rows:
            is_workbook = most_rows == MOST_WORKBOOK_ROWS
            too_many = TOO_MANY_ROWS_OF_WORKBOOK if is_workbook else TOO_MANY_ROWS_OF_TEXT
            raise DataError(too_many, most=Figure(f"{most_rows:,}"))
        yield record


def _chunk(records: Sequence[Record], width: int, delimiter: str) -> Chunk:
    rows = [cells if len(cells) <= width else _fitted(cells, width, delimiter) for _, cells in records]
    columns = list(zip_longest(*rows, fillvalue=""))
    blank = ("",) * len(rows)
    return Chunk([number for number, _ in records], columns + [blank] * (width - len(columns)))


def _fitted(cells: list[Cell], width: int, delimiter: str) -> list[Cell]:
    """Cells beyond the header become one cell, so that nothing is lost and the check can name it."""
    surplus = _trimmed(cells[width:])
    return [*cells[:width], delimiter.join(map(str, surplus))] if surplus else cells[:width]


def _trimmed(cells: Sequence[Cell]) -> list[Cell]:
    """Without the blank cells at the end."""
    end = next((place for place in range(len(cells), 0, -1) if not _is_blank(cells[place - 1])), 0)
    return list(cells[:end])


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()
