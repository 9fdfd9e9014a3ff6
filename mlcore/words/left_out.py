"""What is said of the rows that a dataset is short of, because the import refused them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from mlcore.pipeline.files.refusals import Refusal, expected
from mlcore.pipeline.schema import Schema
from mlcore.words import numbers
from mlcore.words.names import listed, name


def left_out(stored: Mapping[str, Any], schema: Schema) -> str:
    """One sentence of what `Dataset.left_out` holds; empty where all rows were good."""
    if not stored:
        return ""
    rows = "1 row was" if stored["rows"] == 1 else f"{numbers.count(stored['rows'])} rows were"
    cells: Counter[tuple[str, str]] = Counter()
    for reason in stored["reasons"]:
        cells[reason["column"], _expected(reason, schema)] += reason["cells"]
    reasons = [_reason(column, allowed, count, schema) for (column, allowed), count in cells.items()]
    return f"{rows} left out at the import: {listed(reasons)}."


def _reason(column: str, allowed: str, count: int, schema: Schema) -> str:
    field = schema.field_for_header(column)
    cells = "1 cell was" if count == 1 else f"{numbers.count(count)} cells were"
    if field is None:  # no field stands for cells where the header has ended
        return f"{cells} {column}"
    return f"{name(field)} ({cells} not {allowed})"


def _expected(reason: Mapping[str, Any], schema: Schema) -> str:
    if "expected" in reason:  # the first release stored the words
        return str(reason["expected"])
    field = schema.field(reason["field"]) if reason["field"] else None
    return expected(field, Refusal(reason["refusal"]))
