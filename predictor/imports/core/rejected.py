"""Rejected rows as a file that a person corrects and imports again; formulas in it are disarmed."""

import csv
from collections.abc import Iterator
from io import StringIO

from mlcore.pipeline.files.bad_rows import REMARK
from mlcore.pipeline.files.formulas import disarm
from predictor.imports.core.plan import Plan, Rejected
from predictor.imports.core.table import Row, Table


def rejected_rows(table: Table, plan: Plan) -> str:
    """CSV with the headers of the original and a last column that says what is wrong (ignored on import).

    The mark at the start makes spreadsheet programs read the letters as UTF-8.
    """
    text = StringIO()
    csv.writer(text, delimiter=table.delimiter).writerows(_lines(table, plan))
    return "\ufeff" + text.getvalue()


def _lines(table: Table, plan: Plan) -> Iterator[list[str]]:
    # A file that was corrected and is still wrong brings its old remarks along.
    kept = [position for position, header in enumerate(table.headers) if header != REMARK]
    rows = {row.number: row for row in table.rows}
    yield [*(disarm(table.headers[position]) for position in kept), REMARK]
    for one in sorted(plan.rejected, key=lambda rejected: rejected.row):
        yield [*_cells(rows[one.row], kept), disarm(_remark(one))]


def _cells(row: Row, kept: list[int]) -> list[str]:
    return [disarm(str(row.at(position))) for position in kept]


def _remark(one: Rejected) -> str:
    return "; ".join(problem.remark for problem in one.problems)
