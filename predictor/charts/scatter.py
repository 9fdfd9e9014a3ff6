"""Two numbers against each other: a dot per student, averages of neighbours, and the straight line."""

from dataclasses import dataclass
from typing import ClassVar

from mlcore.pipeline.explore.results import BinnedMean, NumberComparison, StraightLine
from predictor.charts import paths
from predictor.charts.scale import Scale, Tick, round_scale


@dataclass(frozen=True)
class Mean:
    x: str
    y: str
    low: str
    high: str


@dataclass(frozen=True)
class Line:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, kw_only=True)
class Scatter:
    template: ClassVar[str] = "charts/scatter.html"

    key: str
    title: str
    description: str
    across_label: str
    upwards_label: str
    dots: str
    means: tuple[Mean, ...]
    line: Line | None
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]


def scatter(key: str, title: str, description: str, labels: tuple[str, str], comparison: NumberComparison) -> Scatter:
    """`labels` of the axis across and of the one upwards."""
    points = comparison.scatter
    across = round_scale(min(x for x, _ in points), max(x for x, _ in points))
    upwards = round_scale(min(y for _, y in points), max(y for _, y in points), 5)
    return Scatter(
        key=key,
        title=title,
        description=description,
        across_label=labels[0],
        upwards_label=labels[1],
        dots=paths.dots(points, across, upwards),
        means=tuple(_mean(binned, across, upwards) for binned in comparison.binned),
        line=_line(comparison.line, across, upwards),
        ticks=across.ticks(),
        levels=upwards.levels(5),
    )


def _mean(binned: BinnedMean, across: Scale, upwards: Scale) -> Mean:
    low, high = (upwards.y(end) for end in binned.interval)
    return Mean(x=across.x(binned.centre), y=upwards.y(binned.mean), low=low, high=high)


def _line(line: StraightLine | None, across: Scale, upwards: Scale) -> Line | None:
    """From edge to edge; cut where it would leave the plot through the floor or the ceiling."""
    if line is None or not line.slope:
        return None
    slope, intercept = line.slope, line.intercept
    crossings = sorted((edge - intercept) / slope for edge in (upwards.low, upwards.high))
    start, end = max(across.low, crossings[0]), min(across.high, crossings[1])
    if start >= end:
        return None
    y1, y2 = (intercept + slope * x for x in (start, end))
    return Line(x1=across.x(start), y1=upwards.y(y1), x2=across.x(end), y2=upwards.y(y2))
