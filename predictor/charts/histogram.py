"""How often each value of a number occurs, with the middle half, the median and the average below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from mlcore.pipeline.explore.results import Bin, NumberFigures
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


@dataclass(frozen=True, kw_only=True)
class Histogram:
    template: ClassVar[str] = "charts/histogram.html"

    key: str
    title: str
    description: str
    columns: tuple[Column, ...]
    middle: Middle
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]


def histogram(key: str, title: str, description: str, figures: NumberFigures) -> Histogram:
    bins = figures.histogram
    across = Scale(bins[0].low, bins[-1].high)
    upwards = round_scale(0, max(FEWEST, *(bar.count for bar in bins)), 3)
    return Histogram(
        key=key,
        title=title,
        description=description,
        columns=tuple(_column(bar, across, upwards) for bar in bins),
        middle=_middle(figures, across),
        ticks=across.ticks(),
        levels=_levels(bins, across, upwards),
    )


def _middle(figures: NumberFigures, across: Scale) -> Middle:
    box = figures.box
    return Middle(
        start=across.x(box.q1),
        width=across.width(box.q1, box.q3),
        median=across.x(box.median),
        mean=across.x(figures.mean),
    )


def _levels(bins: Sequence[Bin], across: Scale, upwards: Scale) -> tuple[Tick, ...]:
    """Without a label where it would stand on a column; the highest level is above them all."""
    tallest = max(upwards.share(bar.count) for bar in bins if across.share(bar.low) < LABEL)
    levels = upwards.levels(3)[1:]
    heights = [place / len(levels) for place in range(1, len(levels) + 1)]
    return tuple(
        level if height == 1 or height > tallest else replace(level, label="")
        for level, height in zip(levels, heights, strict=True)
    )


def _column(bar: Bin, across: Scale, upwards: Scale) -> Column:
    start, end, height = across.share(bar.low), across.share(bar.high), upwards.share(bar.count)
    return Column(
        x=percent(start + GAP / 2),
        y=percent(1 - height),
        width=percent(max(end - start - GAP, 0.001)),
        height=percent(height),
    )
