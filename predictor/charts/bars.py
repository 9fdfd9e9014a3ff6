"""How many students have each choice; too small a group has an outline instead of a length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from predictor.charts.scale import LINE, ONE_LINE, percent, short_name

ROW = 38


@dataclass(frozen=True)
class Bar:
    """`text` stands at the right end; no `width` where the number is suppressed."""

    y: int
    label: str
    text: str
    width: str


@dataclass(frozen=True, kw_only=True)
class Bars:
    template: ClassVar[str] = "charts/bars.html"

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    height: int
    shift: int


def bars(key: str, title: str, description: str, rows: Sequence[tuple[str, str, int | None]]) -> Bars:
    """`rows` are label, text and count; the largest count fills the width, None is suppressed."""
    largest = max((count or 0 for _, _, count in rows), default=0) or 1
    shift = LINE if any(len(label) + len(text) > ONE_LINE for label, text, _ in rows) else 0
    drawn = tuple(
        Bar(
            number * (ROW + shift),
            short_name(label),
            text,
            "" if count is None else percent(count / largest),
        )
        for number, (label, text, count) in enumerate(rows)
    )
    height = max(1, len(rows)) * (ROW + shift)
    return Bars(key=key, title=title, description=description, bars=drawn, height=height, shift=shift)
