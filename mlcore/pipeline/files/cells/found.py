"""What a file said beyond the rows that are kept, as facts that are stored beside them."""

from dataclasses import dataclass

from mlcore.pipeline.files.cells.no_pupil import SummaryRow
from mlcore.pipeline.files.cells.tally import FieldFound

__all__ = ["Found", "SummaryRow"]


@dataclass(frozen=True, kw_only=True)
class Found:
    """`rows` of the file that are pupils, good or bad; `sheet` is blank where it is no workbook."""

    rows: int
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    summary_rows: tuple[SummaryRow, ...] = ()
    fields: tuple[FieldFound, ...] = ()
