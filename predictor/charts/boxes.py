"""A score in each group: box and whiskers, and below them the average with its interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from predictor.charts.scale import LINE, ONE_LINE, Scale, Tick, round_scale, short_name

ROW = 72


@dataclass(frozen=True)
class BoxRow:
    """All places in percent of the width but `y`, in pixels from the top."""

    y: int
    label: str
    text: str
    minimum: str
    q1: str
    median: str
    q3: str
    maximum: str
    box_width: str
    mean: str
    low: str
    high: str


@dataclass(frozen=True)
class Boxes:
    """`shift`: how much the marks stand lower where names and texts need a line each."""

    template: ClassVar[str] = "charts/boxes.html"

    key: str
    title: str
    description: str
    axis_label: str
    rows: tuple[BoxRow, ...]
    ticks: tuple[Tick, ...]
    height: int
    shift: int

    @property
    def total_height(self) -> int:
        return self.height + 48


def boxes(
    key: str,
    title: str,
    description: str,
    axis_label: str,
    groups: Sequence[Mapping[str, Any]],
    texts: Sequence[str],
) -> Boxes:
    """`groups` as the exploration gives them: choice, n, mean, low, high and box; `texts` stand at the right."""
    scale = round_scale(
        min(group["box"]["minimum"] for group in groups),
        max(group["box"]["maximum"] for group in groups),
    )
    too_long = any(len(g["choice"]) + len(text) > ONE_LINE for g, text in zip(groups, texts, strict=True))
    shift = LINE if too_long else 0
    drawn = tuple(
        _row(number * (ROW + shift), group, text, scale)
        for number, (group, text) in enumerate(zip(groups, texts, strict=True))
    )
    height = len(groups) * (ROW + shift)
    return Boxes(key, title, description, axis_label, drawn, scale.ticks(), height, shift)


def _row(y: int, group: Mapping[str, Any], text: str, scale: Scale) -> BoxRow:
    box = group["box"]
    return BoxRow(
        y=y,
        label=short_name(group["choice"]),
        text=text,
        minimum=scale.x(box["minimum"]),
        q1=scale.x(box["q1"]),
        median=scale.x(box["median"]),
        q3=scale.x(box["q3"]),
        maximum=scale.x(box["maximum"]),
        box_width=scale.width(box["q1"], box["q3"]),
        mean=scale.x(group["mean"]),
        low=scale.x(group["low"]),
        high=scale.x(group["high"]),
    )
