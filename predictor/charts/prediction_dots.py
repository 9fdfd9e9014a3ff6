"""Predicted against actual values, and how far off they were: a dot per held-out student."""

from collections.abc import Sequence
from dataclasses import dataclass

from predictor.charts import paths
from predictor.charts.paths import SIDE, Point
from predictor.charts.scale import Tick, round_scale


@dataclass(frozen=True, kw_only=True)
class Dots:
    """`dots` and `line` are paths in the square, the line where there is no error."""

    dots: str
    line: str
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    shown: int


def agreement(pairs: Sequence[Point]) -> Dots:
    """`pairs` of predicted, which is drawn across, and actual, upwards; and the line on which both are the same."""
    values = [value for pair in pairs for value in pair]
    scale = round_scale(min(values), max(values))
    return Dots(
        dots=paths.dots(pairs, scale, scale),
        line=f"M0 {SIDE}L{SIDE} 0",
        ticks=scale.ticks(),
        levels=scale.levels(5),
        shown=len(pairs),
    )


def residuals(pairs: Sequence[Point]) -> Dots:
    """Predicted across, predicted minus actual upwards, on an axis with zero in its middle."""
    off = [(predicted, predicted - actual) for predicted, actual in pairs]
    largest = max(abs(error) for _, error in off)
    predictions = [predicted for predicted, _ in pairs]
    across, upwards = round_scale(min(predictions), max(predictions)), round_scale(-largest, largest, 4)
    middle = round((1 - upwards.share(0)) * SIDE)
    return Dots(
        dots=paths.dots(off, across, upwards),
        line=f"M0 {middle}H{SIDE}",
        ticks=across.ticks(),
        levels=upwards.levels(),
        shown=len(pairs),
    )
