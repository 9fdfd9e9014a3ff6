"""How far off at each point of a year: a dot with its interval per forecast, and half the range's width behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from mlcore.pipeline.results.scores import Estimate
from predictor.charts.scale import Scale, Tick, round_scale, short_name

NAME, LINE, GAP, BELOW = 26, 22, 14, 48
Kind = Literal["own", "last_mark", "teachers"]


@dataclass(frozen=True)
class PointMark:
    """Places in percent of the width but `y`, in pixels from the top; `half` is blank where no range is drawn."""

    kind: Kind
    y: int
    at: str
    start: str
    end: str
    half: str


@dataclass(frozen=True)
class PointRow:
    y: int
    label: str
    marks: tuple[PointMark, ...]


@dataclass(frozen=True, kw_only=True)
class ByPoint:
    template: ClassVar[str] = "rehearsal/parts/by_point.html"

    key: str
    title: str
    description: str
    axis_label: str
    rows: tuple[PointRow, ...]
    ticks: tuple[Tick, ...]
    height: int

    @property
    def total_height(self) -> int:
        return self.height + BELOW

    @property
    def kinds(self) -> set[str]:
        """Which marks there are to be explained."""
        return {mark.kind for row in self.rows for mark in row.marks}


@dataclass(frozen=True)
class Drawn:
    """A point of the year: how far off each forecast was, the prediction first, and half of its range's width."""

    label: str
    errors: tuple[tuple[Kind, Estimate], ...]
    half: float | None


def by_point(key: str, title: str, description: str, axis_label: str, points: Sequence[Drawn]) -> ByPoint:
    """All on one scale, from nothing on."""
    ends = [error.high for point in points for _, error in point.errors] + [point.half or 0.0 for point in points]
    scale = round_scale(0.0, max(ends))
    rows = tuple(_rows(points, scale))
    height = sum(_height(point) for point in points)
    described = {"key": key, "title": title, "description": description, "axis_label": axis_label}
    return ByPoint(**described, rows=rows, ticks=scale.ticks(), height=height)


def _rows(points: Sequence[Drawn], scale: Scale) -> Iterator[PointRow]:
    y = 0
    for point in points:
        yield PointRow(y, short_name(point.label), tuple(_marks(point, scale)))
        y += _height(point)


def _height(point: Drawn) -> int:
    return NAME + LINE * len(point.errors) + GAP


def _marks(point: Drawn, scale: Scale) -> Iterator[PointMark]:
    for place, (kind, error) in enumerate(point.errors):
        half = scale.x(point.half) if kind == "own" and point.half is not None else ""
        y = NAME + LINE * place + LINE // 2
        yield PointMark(kind, y, scale.x(error.mean), scale.x(max(0.0, error.low)), scale.x(error.high), half)
