"""Numbers and short sentences of the exploration, in plain words."""

from collections.abc import Mapping, Sequence
from typing import Any

from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field
from mlcore.pipeline.words import names as wording

FEW = f"fewer than {SMALLEST_GROUP}"


def value(number: float | None, field: Field) -> str:
    """A value of a field: whole numbers on long scales, decimals on short ones."""
    if number is None:
        return "–"
    return f"{wording.rounded(number, field):,.{wording.decimals(field)}f}".replace("-", "\u2212")


def span(low: float | None, high: float | None, field: Field) -> str:
    return f"{value(low, field)} to {value(high, field)}"


def share(number: float | None) -> str:
    return "–" if number is None else wording.share(number)


def decimal(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}".replace("-", "\u2212")


def quality(summary: Mapping[str, Any]) -> str:
    """Missing, out-of-range and repeated values in one sentence."""
    parts = [
        _count_of(summary["missing_values"], "value is missing", "values are missing"),
        _count_of(summary["out_of_bounds"], "value is out of range", "values are out of range"),
        _count_of(summary["duplicate_rows"], "row repeats another one", "rows repeat another one"),
    ]
    return wording.opening(wording.listed(parts)) + "."


def _count_of(number: int, one: str, several: str) -> str:
    return f"{'no' if not number else f'{number:,}'} {one if number < 2 else several}"


def kept_together(sentence: str) -> str:
    """No line ends between a number and its percent sign."""
    return sentence.replace(" %", "\u00a0%")


def hidden(choices: Sequence[str]) -> str:
    """Says which groups are not shown; empty where all are."""
    if not choices:
        return ""
    named = wording.listed([f"“{choice}”" for choice in choices])
    return f"Hidden: {named}, {'each ' if len(choices) > 1 else ''}with fewer than {SMALLEST_GROUP} students."


def numbers_together(comparison: Mapping[str, Any], field: Field, target: Field) -> str:
    """How two numbers go together, where chance would hardly give it."""
    r, low, high = (comparison[name] for name in ("r", "low", "high"))
    turned = ", in opposite directions" if r < 0 else ""
    names = f"{wording.opening(wording.name(field))} and {wording.name(target)}"
    return (
        f"{names} go {wording.closely(r)} together{turned}: the correlation is {decimal(r)},"
        f" likely between {decimal(low)} and {decimal(high)} (at most 1)."
    )


def line_slope(comparison: Mapping[str, Any], field: Field, target: Field) -> str:
    """The straight line at the quarters of the field, e.g. '14 points higher at 79 than at 60'."""
    if not comparison["quartiles"] or comparison["slope"] is None:
        return "–"
    start, end = comparison["quartiles"]
    rise = comparison["slope"] * (end - start)
    side = "lower" if rise < 0 else "higher"
    return f"{wording.points(rise, target)} {side} at {value(end, field)} than at {value(start, field)}"
