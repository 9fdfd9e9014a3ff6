"""Rejected rows as a file that a person corrects and imports again; formulas in it are disarmed."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from mlcore.pipeline.files.bad_rows import REMARK
from mlcore.pipeline.files.formulas import disarm
from mlcore.pipeline.files.layout.scaling import in_points, scaled
from mlcore.pipeline.schema import Field, InvalidValue, plain
from predictor.imports.core.plan import Plan
from predictor.imports.core.table import Row, Table

# By the place of a column: its field as the file counts it, and as it is.
Points = Mapping[int, tuple[Field, Field]]


def rejected_rows(table: Table, plan: Plan, maxima: Mapping[int, float], fields: Mapping[int, Field]) -> str:
    """CSV with the headers of the original and a last column that says what is wrong (ignored on import).

    What is out of another maximum (`maxima` and `fields` by column) is written on the scale of its field: the rows that
    told the maximum are not in this file. The mark at the start makes spreadsheet programs read the letters as UTF-8.
    """
    points = {place: (one, field) for place, field in fields.items() if (one := in_points(field, maxima.get(place)))}
    text = StringIO()
    csv.writer(text, delimiter=table.delimiter).writerows(_lines(table, plan, points))
    return "\ufeff" + text.getvalue()


def rewritten(table: Table) -> str:
    """Rows that were written so before, which are harmless already."""
    text = StringIO()
    csv.writer(text, delimiter=table.delimiter).writerows([table.headers, *(row.cells for row in table.rows)])
    return "\ufeff" + text.getvalue()


def _lines(table: Table, plan: Plan, points: Points) -> Iterator[list[str]]:
    # A file that was corrected and is still wrong brings its old remarks along.
    kept = [position for position, header in enumerate(table.headers) if header != REMARK]
    rows = {row.number: row for row in table.rows}
    yield [*(disarm(_header(table, position, points)) for position in kept), REMARK]
    for one in sorted(plan.rejected, key=lambda rejected: rejected.row):
        cells = (_cell(rows[one.row], position, points) for position in kept)
        yield [*map(disarm, cells), disarm("; ".join(problem.remark for problem in one.problems))]


def _header(table: Table, position: int, points: Points) -> str:
    """Without the maximum that its format writes into it."""
    return table.column(position).title if position in points else table.headers[position]


def _cell(row: Row, position: int, points: Points) -> str:
    text = str(row.at(position))
    if position not in points:
        return text
    counted, field = points[position]
    try:
        value = scaled(counted.clean(text), counted, field)
    except InvalidValue:
        return text
    return plain(value) if isinstance(value, float) else text
