"""What a file said beyond the rows that are kept, as facts that are stored beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

# Numbers that surveys and school systems write for 'not known', 'refused', 'does not apply'.
CODES = (-999.0, -99.0, -98.0, -97.0, -9.0, -8.0, -7.0, -1.0, 88.0, 98.0, 99.0, 888.0, 998.0, 999.0, 9998.0, 9999.0)


@dataclass(frozen=True)
class SummaryRow:
    """A row that was left out, by its number in the file, and what it is called there."""

    row: int
    label: str


@dataclass(frozen=True, kw_only=True)
class FieldFound:
    """Of one field, by its slug: cells that are not known and how they were written where not blank, choices that no
    row has, cells by the style of their number, and numbers that may be a code, with how often each stands.
    `maximum` is what the file counts up to, where that is another than the field's and its results were scaled.
    """

    field: str
    not_known: int = 0
    words: Mapping[str, int]
    never_met: tuple[str, ...] = ()
    styles: Mapping[str, int]
    codes: Mapping[str, int]
    maximum: float | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """`rows` of the file that are pupils, good or bad; `sheet` is blank where it is no workbook. `summary_rows` are the
    first of those that were left out, `summary_row_count` is how many all are. `format` is the slug of the format that
    was recognised, `sittings` which of several results counts where the file had a row per test.
    """

    rows: int
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    summary_rows: tuple[SummaryRow, ...] = ()
    summary_row_count: int = 0
    fields: tuple[FieldFound, ...] = ()
    format: str = ""
    header_row: int = 1
    sittings: str = ""

    @property
    def rows_left_out(self) -> int:
        """Earlier releases kept every row and no count."""
        return max(self.summary_row_count, len(self.summary_rows))
