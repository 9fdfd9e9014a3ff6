"""What is said of the rows that a dataset is short of, because the import refused them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import ngettext

from mlcore.pipeline.files.refusals import Refusal, expected
from mlcore.pipeline.schema import Schema
from mlcore.words import numbers
from mlcore.words.names import listed, name
from mlcore.words.said import said


def left_out(stored: Mapping[str, Any], schema: Schema) -> str:
    """One sentence of what `Dataset.left_out` holds; empty where all rows were good."""
    if not stored:
        return ""
    cells: Counter[tuple[str, str]] = Counter()
    for reason in stored["reasons"]:
        cells[reason["column"], _expected(reason, schema)] += reason["cells"]
    reasons = [_reason(column, allowed, count, schema) for (column, allowed), count in cells.items()]
    told = ngettext(
        "%(rows)s row was left out at the import: %(reasons)s.",
        "%(rows)s rows were left out at the import: %(reasons)s.",
        stored["rows"],
    )
    return told % {"rows": numbers.count(stored["rows"]), "reasons": listed(reasons)}


def _reason(column: str, allowed: str, count: int, schema: Schema) -> str:
    field = schema.field_for_header(column)
    facts = {"count": numbers.count(count), "column": column, "allowed": allowed}
    if field is None:  # no field stands for cells where the header has ended
        return ngettext("%(count)s cell was %(column)s", "%(count)s cells were %(column)s", count) % facts
    told = ngettext(
        "%(field)s (%(count)s cell was not %(allowed)s)", "%(field)s (%(count)s cells were not %(allowed)s)", count
    )
    return told % {**facts, "field": name(field)}


def _expected(reason: Mapping[str, Any], schema: Schema) -> str:
    if "expected" in reason:  # the first release stored the words
        return str(reason["expected"])
    field = schema.field(reason["field"]) if reason["field"] else None
    return said(expected(field, Refusal(reason["refusal"])))
