"""Write the bad rows of a file so that a person can correct them and import them again."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from mlcore.pipeline.checking import CheckedTable
from mlcore.pipeline.formulas import disarm

REMARK = "what is wrong"


def write_bad_rows(checked: CheckedTable, path: Path) -> None:
    """CSV with the headers of the original and a last column that says what is wrong (ignored on import).

    Whoever opens `path` at any moment finds the old file or the whole new one, never a part.
    """
    # The mark at the start makes spreadsheet programs read the letters as UTF-8.
    with NamedTemporaryFile(
        "w", dir=path.parent, prefix=path.name, delete=False, encoding="utf-8-sig", newline=""
    ) as file:
        try:
            csv.writer(file, delimiter=checked.table.delimiter).writerows(_lines(checked))
            file.close()
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


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
