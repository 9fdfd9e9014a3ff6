"""One table of a OneRoster export, row by row; whatever is wrong is named with file, line and column."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import TextIOWrapper
from typing import NoReturn

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.oneroster.records import Mode
from mlcore.pipeline.files.refusals import shown
from mlcore.pipeline.files.text import read_records
from mlcore.pipeline.messages import N_, Figure, Message, message

MOST_ROWS = 300_000
DELETED, ACTIVE = "tobedeleted", "active"
TRUTHS = {"true": True, "1": True, "false": False, "0": False, "": True}


@dataclass(frozen=True, kw_only=True)
class Line:
    """The cells of one row by column, and where it stands."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def listed(self, column: str) -> tuple[str, ...]:
        return tuple(filter(None, (part.strip() for part in self[column].split(","))))

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        value = self[column].strip().lower()
        if value not in allowed:
            expected = (
                N_("expected one of: %(allowed)s or blank") if "" in allowed else N_("expected one of: %(allowed)s")
            )
            self.refuse(column, message(expected, allowed=", ".join(filter(None, allowed))))
        return value

    def number_in(self, column: str) -> float | None:
        try:
            return float(self[column]) if self[column].strip() else None
        except ValueError:
            self.refuse(column, message(N_("expected a number")))

    def day_in(self, column: str) -> date | None:
        try:
            return date.fromisoformat(self[column].strip()[:10]) if self[column].strip() else None
        except ValueError:
            self.refuse(column, message(N_("expected a date such as 2026-09-01")))

    def is_true(self, column: str) -> bool:
        value = self[column].strip().lower()
        if value not in TRUTHS:
            self.refuse(column, message(N_("expected true or false")))
        return TRUTHS[value]

    def refuse(self, column: str, why: Message) -> NoReturn:
        """Raises DataError."""
        wrong = N_('%(file)s, line %(line)s, column %(column)s: "%(value)s"; %(why)s.')
        raise DataError(wrong, file=self.file, line=self.number, column=column, value=shown(self[column]), why=why)


def lines_of(archive: zipfile.ZipFile, file: str, needed: Sequence[str]) -> Iterator[Line]:
    """Raises DataError for missing columns, letters that are no UTF-8, rows that are too long or too many."""
    with archive.open(file) as stream, TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
        try:
            yield from _lines(file, text, needed)
        except UnicodeDecodeError as error:
            raise DataError(N_("%(file)s: its letters are not UTF-8. Export it anew."), file=file) from error
        except DataError as error:
            is_told = str(error).startswith(file)
            raise error if is_told else DataError("%(file)s: %(error)s", file=file, error=error.message) from error


def status_of(line: Line, mode: Mode) -> bool:
    """Whether the row is deleted. Raises DataError for a status that its file cannot have."""
    allowed = (ACTIVE, DELETED) if mode == "delta" else ("", ACTIVE)
    return line.one_of("status", allowed) == DELETED


def _lines(file: str, text: TextIOWrapper, needed: Sequence[str]) -> Iterator[Line]:
    records = read_records(text, ",")
    _, header = next(records, (0, []))
    columns = _columns(file, header, needed)
    for count, (number, cells) in enumerate(records, start=1):
        if count > MOST_ROWS:
            raise DataError(
                N_("%(file)s has more than %(most)s rows. Export fewer schools or terms at a time."),
                file=file,
                most=Figure(f"{MOST_ROWS:,}"),
            )
        yield Line(file=file, number=number, cells=_cells(file, number, columns, cells))


def _columns(file: str, header: Sequence[object], needed: Sequence[str]) -> list[str]:
    columns = [str(cell).strip() for cell in header]
    if missing := [column for column in needed if column not in columns]:
        raise DataError(
            N_("%(file)s lacks the columns %(missing)s; OneRoster writes them so, also where blank."),
            file=file,
            missing=", ".join(missing),
        )
    return columns


def _cells(file: str, number: int, columns: Sequence[str], cells: Sequence[object]) -> dict[str, str]:
    """By column; a line may be shorter than the header."""
    if len(cells) > len(columns):
        raise DataError(
            N_("%(file)s, line %(number)s: %(count)s cells under %(columns)s columns."),
            file=file,
            number=number,
            count=len(cells),
            columns=len(columns),
        )
    return dict(zip(columns, map(str, cells), strict=False))
