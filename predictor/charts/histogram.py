"""How often each value of a number occurs, with the middle half, the median and the average below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from predictor.charts.scale import Scale, Tick, percent, round_scale

GAP = 0.004
# Share of the width that the label of a level may need.
LABEL = 0.2
# No level between whole students.
FEWEST = 3


@dataclass(frozen=True)
class Column:
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Middle:
    """Quartiles, median and average on the axis of the columns."""

    start: str
    width: str
    median: str
    mean: str


@dataclass(frozen=True)
class Histogram:
    template: ClassVar[str] = "charts/histogram.html"

    key: str
    title: str
    description: str
    columns: tuple[Column, ...]
    middle: Middle
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]


def histogram(
    key: str, title: str, description: str, bins: Sequence[Mapping[str, Any]], figures: Mapping[str, float]
) -> Histogram:
    """`bins` have low, high and count; `figures` q1, q3, median and mean."""
    across = Scale(bins[0]["low"], bins[-1]["high"])
    upwards = round_scale(0, max(FEWEST, *(bar["count"] for bar in bins)), 3)
    middle = Middle(
        start=across.x(figures["q1"]),
        width=across.width(figures["q1"], figures["q3"]),
        median=across.x(figures["median"]),
        mean=across.x(figures["mean"]),
    )
    columns = tuple(_column(bar, across, upwards) for bar in bins)
    return Histogram(key, title, description, columns, middle, across.ticks(), _levels(bins, across, upwards))


def _levels(bins: Sequence[Mapping[str, Any]], across: Scale, upwards: Scale) -> tuple[Tick, ...]:
    """Without a label where it would stand on a column; the highest level is above them all."""
    tallest = max(upwards.share(bar["count"]) for bar in bins if across.share(bar["low"]) < LABEL)
    levels = upwards.levels(3)[1:]
    heights = [place / len(levels) for place in range(1, len(levels) + 1)]
    return tuple(
        level if height == 1 or height > tallest else replace(level, label="")
        for level, height in zip(levels, heights, strict=True)
    )


def _column(bar: Mapping[str, Any], across: Scale, upwards: Scale) -> Column:
    start, end, height = across.share(bar["low"]), across.share(bar["high"]), upwards.share(bar["count"])
    return Column(
        x=percent(start + GAP / 2),
        y=percent(1 - height),
        width=percent(max(end - start - GAP, 0.001)),
        height=percent(height),
    )
