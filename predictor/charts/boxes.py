"""A score in each group: box and whiskers, and below them the average with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from mlcore.pipeline.explore.results import Group
from predictor.charts.scale import LINE, ONE_LINE, Scale, Tick, round_scale, short_name

ROW = 72


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
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


def boxes(key: str, title: str, description: str, axis_label: str, rows: Sequence[tuple[Group, str]]) -> Boxes:
    """`rows` are groups and what stands at their right."""
    scale = round_scale(min(group.box.minimum for group, _ in rows), max(group.box.maximum for group, _ in rows))
    shift = LINE if any(len(group.choice) + len(text) > ONE_LINE for group, text in rows) else 0
    return Boxes(
        key=key,
        title=title,
        description=description,
        axis_label=axis_label,
        rows=tuple(_row(place * (ROW + shift), group, text, scale) for place, (group, text) in enumerate(rows)),
        ticks=scale.ticks(),
        height=len(rows) * (ROW + shift),
        shift=shift,
    )


def _row(y: int, group: Group, text: str, scale: Scale) -> BoxRow:
    box = group.box
    return BoxRow(
        y=y,
        label=short_name(group.choice),
        text=text,
        minimum=scale.x(box.minimum),
        q1=scale.x(box.q1),
        median=scale.x(box.median),
        q3=scale.x(box.q3),
        maximum=scale.x(box.maximum),
        box_width=scale.width(box.q1, box.q3),
        mean=scale.x(group.mean),
        low=scale.x(group.interval.low),
        high=scale.x(group.interval.high),
    )
