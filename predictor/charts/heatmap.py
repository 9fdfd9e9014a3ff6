"""All pairs of fields as a staircase of cells; each field's name stands on its own step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext, gettext_noop

from mlcore.pipeline.explore.results import Cell, Matrix
from mlcore.words import numbers
from predictor.charts.scale import percent

TITLE = gettext_noop("All fields in one picture")

ROW = 36
STEPS = 5
DARK = 4  # from this step on the text is as on a button
# In pixels: the width of the plot on a phone, of a bold letter, and of the narrowest cell that holds '.82'.
PHONE, LETTER, NARROWEST = 326, 7.6, 24
WIDEST_SHARE = 0.1
# Names of the style sheet's least widths, in pixels; what is wider than its place is scrolled.
SIZES = (("", PHONE), ("medium", 448), ("wide", 736), ("very-wide", 1280))


@dataclass(frozen=True, kw_only=True)
class HeatCell:
    """`step` from 0 (nothing) to 5 (moves as one); -1 where it could not be measured."""

    x: str
    width: str
    centre: str
    step: int
    text: str
    negative: bool
    hint: str

    @property
    def shade(self) -> str:
        """As the style sheet names it."""
        return "none" if self.step < 0 else str(self.step)

    @property
    def is_dark(self) -> bool:
        return self.step >= DARK


@dataclass(frozen=True, kw_only=True)
class HeatRow:
    y: int
    name: str
    name_x: str
    is_target: bool
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, kw_only=True)
class Heatmap:
    template: ClassVar[str] = "charts/heatmap.html"
    steps: ClassVar[range] = range(STEPS + 1)

    key: str
    description: str
    title: str
    rows: tuple[HeatRow, ...]
    height: int
    size: str

    @property
    def has_negative(self) -> bool:
        return any(cell.negative for row in self.rows for cell in row.cells)


def heatmap(key: str, description: str, matrix: Matrix, names: Mapping[str, str], target: str) -> Heatmap:
    """`names` by slug; the target's name is marked."""
    each, size = _cell_width([names[slug] for slug in matrix.fields])
    rows = tuple(
        HeatRow(
            y=number * ROW,
            name=names[slug],
            name_x=percent(number * each),
            is_target=slug == target,
            cells=tuple(_cell(cell, place * each, each, names) for place, cell in enumerate(line[:number])),
        )
        for number, (slug, line) in enumerate(zip(matrix.fields, matrix.rows, strict=True))
    )
    return Heatmap(
        title=gettext(TITLE), key=key, description=description, rows=rows, height=len(matrix.fields) * ROW, size=size
    )


def _cell_width(names: Sequence[str]) -> tuple[float, str]:
    """A share of the width with which every name ends inside the drawing; and how wide that must be at least."""
    for size, pixels in SIZES:
        room = [(1 - (len(name) * LETTER + 10) / pixels) / step for step, name in enumerate(names) if step]
        each = min([WIDEST_SHARE, *room])
        if each * pixels >= NARROWEST and len(names[0]) * LETTER + 10 <= pixels:
            return each, size
    return max(each, 0.02), size


def _cell(cell: Cell, x: float, width: float, names: Mapping[str, str]) -> HeatCell:
    strength, signed = cell.strength, cell.signed
    text = numbers.strength(strength if signed is None else signed)
    return HeatCell(
        x=percent(x),
        width=percent(width),
        centre=percent(x + width / 2),
        step=-1 if strength is None else min(STEPS, int(strength * STEPS + 0.5)),
        text=text,
        negative=signed is not None and signed <= -0.005,
        hint=gettext("%(one)s and %(other)s: %(strength)s")
        % {"one": names[cell.row], "other": names[cell.column], "strength": text},
    )
