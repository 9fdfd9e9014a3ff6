"""Many marks as one path, in a square of side 1000 that is stretched to the plot."""

from collections.abc import Iterable

from predictor.charts.scale import Scale

# 500 circles would weigh ten times as much as one path with 500 dots.
SIDE = 1000

Point = tuple[float, float]


def dots(points: Iterable[Point], across: Scale, upwards: Scale) -> str:
    return "".join(f"M{_place(point, across, upwards)}h0" for point in points)


def line(points: Iterable[Point], across: Scale, upwards: Scale) -> str:
    return "M" + "L".join(_place(point, across, upwards) for point in points)


def _place(point: Point, across: Scale, upwards: Scale) -> str:
    x, y = point
    return f"{across.share(x) * SIDE:.0f} {(1 - upwards.share(y)) * SIDE:.0f}"
