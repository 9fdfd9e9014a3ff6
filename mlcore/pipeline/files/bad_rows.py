"""Write the bad rows of a file so that a person can correct them and import them again."""

import csv
from collections.abc import Iterator
from pathlib import Path

from mlcore.pipeline.atomic_file import written_beside
from mlcore.pipeline.files.checking import CheckedTable
from mlcore.pipeline.files.formulas import disarm

REMARK = "what is wrong"


def write_bad_rows(checked: CheckedTable, path: Path) -> None:
    """CSV with the headers of the original and a last column that says what is wrong (ignored on import).

    Whoever opens `path` at any moment finds the old file or the whole new one, never a part.
    """
    # The mark at the start makes spreadsheet programs read the letters as UTF-8.
    with written_beside(path, encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=checked.table.delimiter).writerows(_lines(checked))


def _lines(checked: CheckedTable) -> Iterator[list[str]]:
    headers = checked.table.headers
    # A file that was corrected and is still wrong brings its old remarks along.
    kept = [position for position, header in enumerate(headers) if header != REMARK]
    yield [*(disarm(headers[position]) for position in kept), REMARK]
    for number in checked.bad_positions:
        row = checked.table.rows[number]
        cells = [str(row[position]) if position < len(row) else "" for position in kept]
        remarks = (f"{problem.column}: expected {problem.expected}" for problem in checked.problems_of(number))
        yield [*map(disarm, cells), "; ".join(remarks)]
