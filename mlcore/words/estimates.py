"""Figures with their intervals to text; where there is none, nothing."""

from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field
from mlcore.words.numbers import decimals, number, span


def interval(estimate: Estimate | None, field: Field) -> str:
    """Both ends as sizes on the field's scale: '1.2 to 3.4'."""
    return ends(estimate, decimals(field) + 1)


def ends(estimate: Estimate | None, places: int) -> str:
    return span(estimate.low, estimate.high, places) if estimate else ""


def percents(estimate: Estimate | None) -> str:
    """'66 to 90', of shares."""
    return f"{number(100 * estimate.low)} to {number(100 * estimate.high)}" if estimate else ""
