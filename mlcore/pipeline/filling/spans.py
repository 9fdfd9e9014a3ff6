"""Where each cell of a CSV text stands, letter by letter: what was written around it stays known."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.text import TOLD
from mlcore.pipeline.messages import N_, Figure

# A thousand students with three hundred columns; each cell costs some microseconds.
MOST_CELLS = 300_000
BREAK = re.compile(r"\r\n|\r|\n")
BYTE_ORDER_MARK = "\ufeff"
OTHERWISE = N_("The cells of the file cannot be told apart for certain. Download it again, and upload it as it came.")


@dataclass(frozen=True)
class Span:
    """One cell from `start` to before `end` of the text, with its quotation marks if it has any; and what it says."""

    start: int
    end: int
    raw: str

    @property
    def is_quoted(self) -> bool:
        return self.raw.startswith('"')

    @property
    def text(self) -> str:
        return self.raw[1:-1].replace('""', '"') if self.is_quoted else self.raw


def spans(text: str, delimiter: str) -> dict[int, list[Span]]:
    """The cells of each record by the number of the line on which it begins, as `read_records` counts them.

    Raises DataError where Python's reader would find other cells.
    """
    start, row = _beginning(text)
    found = dict(_records(text, start, row, delimiter))
    _compare(text[start:], delimiter, list(found.values()))
    return found


def _beginning(text: str) -> tuple[int, int]:
    """Behind the mark of byte order and a line that tells what separates cells; with the number of the line there."""
    start = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
    end = BREAK.search(text, start)
    line = text[start : end.end() if end else None]
    told = TOLD.fullmatch(line)
    return (start + len(line), 2) if told and told[1] not in '"\r\n' else (start, 1)


def _records(text: str, at: int, row: int, delimiter: str) -> Iterator[tuple[int, list[Span]]]:
    mark = re.escape(delimiter)
    cell = re.compile(rf'("[^"]*(?:""[^"]*)*"|(?!")[^{mark}\r\n]*)({mark}|\r\n|\r|\n|\Z)')
    begin, cells, count = at, list[Span](), 0
    # A delimiter at the very end has one more cell behind it.
    while at < len(text) or cells:
        found = cell.match(text, at)
        count += 1
        if found is None:
            raise DataError(OTHERWISE)
        _check_count(count)
        cells.append(Span(found.start(1), found.end(1), found[1]))
        at = found.end()
        if found[2] != delimiter:
            if len(cells) > 1 or cells[0].raw:
                yield row, cells
            row += len(BREAK.findall(text, begin, at))
            begin, cells = at, []


def _check_count(cells: int) -> None:
    if cells > MOST_CELLS:
        raise DataError(
            N_("The file has more than %(most)s cells. Download fewer columns or one section."),
            most=Figure(f"{MOST_CELLS:,}"),
        )


def _compare(text: str, delimiter: str, found: Sequence[Sequence[Span]]) -> None:
    try:
        read = [record for record in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True) if record]
    except csv.Error as error:
        raise DataError(OTHERWISE) from error
    if read != [[cell.text for cell in cells] for cells in found]:
        raise DataError(OTHERWISE)
