"""What was found around the rows of a file, and what each column is, as facts."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.files.formats.format import Role


@dataclass(frozen=True, kw_only=True)
class LayoutColumn:
    """One header: its place from 0, its text in the file and without what only the format adds ('Quiz 1').

    `maximum` is what the file tells a full result to be. `why` is said where a column is left out.
    """

    position: int
    header: str
    title: str
    role: Role = "other"
    maximum: float | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class LeftOutRow:
    """A row that is no pupil, by its number in the file and its first text."""

    number: int
    label: str
    why: str


# What rows near a header hold that are no pupil.
POINTS, UNITS, NOTES = "what a full result is", "units", "notes"  # not for readers
# Which of several results of a student in one subject and window counts.
Sittings = Literal["newest", "best"]


@dataclass(frozen=True, kw_only=True)
class Tests:
    """What became of a file of one row per test: how many it had, and how often a student sat again in the same
    subject and window, where `rule` says which result counts. Where not every test is `dated`, the newest is the last.
    Of `tests` so many are not counted among the results, because the file calls them `void`.
    """

    tests: int
    rule: Sittings
    several: int
    dated: bool
    void: int = 0


@dataclass(frozen=True, kw_only=True)
class Layout:
    """`format` is the slug of a recogniser, blank if none; `header_row` a number as a spreadsheet shows it.

    `context` are the lines above the header. `nothing` are words that mean 'not known' in results of this format.
    `left_out` are rows near the header; averages and totals further down are found while the rows are checked.
    What is hidden in a sheet is read, too.
    """

    format: str = ""
    format_name: str = ""
    header_row: int = 1
    context: tuple[tuple[int, str], ...] = ()
    columns: tuple[LayoutColumn, ...] = ()
    nothing: tuple[str, ...] = ()
    left_out: tuple[LeftOutRow, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    tests: Tests | None = None

    def columns_as(self, role: Role) -> tuple[LayoutColumn, ...]:
        return tuple(column for column in self.columns if column.role == role)


PLAIN = Layout()
