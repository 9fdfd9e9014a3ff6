"""Predicted against actual values, and how far off they were: a dot per held-out student."""

from collections.abc import Sequence
from dataclasses import dataclass

from predictor.charts import paths
from predictor.charts.paths import SIDE, Point
from predictor.charts.scale import Tick, round_scale

MOST_DOTS = 600
BANDS = 5


@dataclass(frozen=True, kw_only=True)
class Dots:
    """`dots` and `line` are paths in the square; `zero` is the height of no error, where there is one."""

    dots: str
    line: str
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    shown: int


@dataclass(frozen=True)
class Band:
    """Students with similar predictions, and how far off those were on average (predicted minus actual)."""

    low: float
    high: float
    n: int
    bias: float


def agreement(actual: Sequence[float], predicted: Sequence[float]) -> Dots:
    """Predicted across, actual upwards, and the line on which both are the same."""
    scale = round_scale(min(*actual, *predicted), max(*actual, *predicted))
    pairs = _thinned(list(zip(predicted, actual, strict=True)))
    return Dots(
        dots=paths.dots(pairs, scale, scale),
        line=f"M0 {SIDE}L{SIDE} 0",
        ticks=scale.ticks(),
        levels=scale.levels(5),
        shown=len(pairs),
    )


def residuals(actual: Sequence[float], predicted: Sequence[float]) -> Dots:
    """Predicted across, predicted minus actual upwards, on an axis with zero in its middle."""
    pairs = [(guess, guess - real) for real, guess in zip(actual, predicted, strict=True)]
    largest = max(abs(off) for _, off in pairs)
    across, upwards = round_scale(min(predicted), max(predicted)), round_scale(-largest, largest, 4)
    pairs = _thinned(pairs)
    middle = round((1 - upwards.share(0)) * SIDE)
    return Dots(
        dots=paths.dots(pairs, across, upwards),
        line=f"M0 {middle}H{SIDE}",
        ticks=across.ticks(),
        levels=upwards.levels(),
        shown=len(pairs),
    )


def bands(actual: Sequence[float], predicted: Sequence[float]) -> list[Band]:
    """Students in the order of their predictions, cut into parts of about the same size."""
    pairs = sorted((guess, guess - real) for real, guess in zip(actual, predicted, strict=True))
    ends = [round(part * len(pairs) / BANDS) for part in range(BANDS + 1)]
    parts = [pairs[start:end] for start, end in zip(ends, ends[1:], strict=False) if end > start]
    return [Band(part[0][0], part[-1][0], len(part), sum(off for _, off in part) / len(part)) for part in parts]


def _thinned(pairs: list[Point]) -> list[Point]:
    step = -(-len(pairs) // MOST_DOTS)
    return pairs[::step]
