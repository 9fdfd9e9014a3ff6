"""Bad rows of a file: kept aside while it is checked, and written so that a person can correct and import them."""

import csv
import json
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from mlcore.pipeline.atomic_file import written_beside
from mlcore.pipeline.files.formulas import disarm
from mlcore.pipeline.files.headers import SURPLUS, Column
from mlcore.pipeline.files.refusals import CellProblem, Refusal, shown

if TYPE_CHECKING:
    from mlcore.pipeline.files.checker import Report

REMARK = "what is wrong"  # not for readers
MOST_BYTES_IN_MEMORY = 4_000_000


@dataclass(frozen=True)
class BadRow:
    """The cells of one row as text, and why some of them are refused, by position."""

    number: int
    cells: Sequence[str]
    refused: Mapping[int, Refusal]


class BadRows:
    """All bad rows of a file in their order; many of them lie in a temporary file, which goes when they are let go."""

    def __init__(self, headers: Sequence[str], columns: Sequence[Column]) -> None:
        self.columns = columns
        self._headers = headers
        self._count, self._width = 0, len(headers)
        # Open for as long as this object lives; it removes itself.
        self._file = SpooledTemporaryFile(max_size=MOST_BYTES_IN_MEMORY)  # noqa: SIM115
        weakref.finalize(self, self._file.close)

    @property
    def headers(self) -> tuple[str, ...]:
        """Those of the file, and one for cells beyond them where there are any."""
        return (*self._headers, SURPLUS) if self._width > len(self._headers) else tuple(self._headers)

    def add(self, rows: Iterable[BadRow]) -> None:
        self._file.seek(0, 2)
        for row in rows:
            self._file.write(json.dumps([row.number, row.cells, list(row.refused.items())]).encode() + b"\n")
            self._width = max(self._width, len(row.cells))
            self._count += 1

    def problems_of(self, row: BadRow) -> Iterator[CellProblem]:
        for column in self.columns:
            if column.position in row.refused:
                yield CellProblem(
                    row=row.number,
                    column=column.header,
                    value=shown(row.cells[column.position]),
                    field=column.expects,
                    refusal=row.refused[column.position],
                )

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[BadRow]:
        place = 0
        for _ in range(self._count):
            self._file.seek(place)
            line = self._file.readline()
            place += len(line)
            number, cells, refused = json.loads(line)
            yield BadRow(number, cells, {position: Refusal(refusal) for position, refusal in refused})


def write_bad_rows(report: "Report", path: Path) -> None:
    """CSV with the headers of the original and a last column that says what is wrong (ignored on import).

    Whoever opens `path` at any moment finds the old file or the whole new one, never a part.
    """
    # The mark at the start makes spreadsheet programs read the letters as UTF-8.
    with written_beside(path, encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=report.delimiter).writerows(_lines(report.bad_rows))


def are_written(report: "Report", path: Path) -> bool:
    """Whether these very rows stand there, untouched: an import that was killed wrote them, or one that was refused."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            there = csv.reader(file, delimiter=report.delimiter)
            return all(line == other for line, other in zip_longest(_lines(report.bad_rows), there))
    except (OSError, ValueError, csv.Error):
        return False


def _lines(bad_rows: BadRows) -> Iterator[list[str]]:
    headers = bad_rows.headers
    # A file that was corrected and is still wrong brings its old remarks along.
    kept = [position for position, header in enumerate(headers) if header != REMARK]
    yield [*(disarm(headers[position]) for position in kept), REMARK]
    for row in bad_rows:
        cells = [row.cells[position] if position < len(row.cells) else "" for position in kept]
        remarks = (problem.remark for problem in bad_rows.problems_of(row))
        yield [*map(disarm, (*cells, "; ".join(remarks)))]
