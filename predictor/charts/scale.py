"""An axis: from values to percentages of its length, with round ticks."""

import math
from dataclasses import dataclass

from mlcore.pipeline.schema import shortened
from mlcore.pipeline.stats.steps import round_step
from mlcore.words.numbers import number

# A name and a text of more letters together do not fit on one line of a phone.
ONE_LINE, LINE = 40, 18
LONGEST_NAME = 42
# Labels nearer to an end than this would stick out of the drawing if they were centred.
NEAR_THE_END = 0.04


@dataclass(frozen=True)
class Tick:
    """`minor`: its label may go where there is little room."""

    at: str
    label: str
    anchor: str = "middle"
    minor: bool = False


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` as shares of a length; what lies outside sits at the end."""

    low: float
    high: float

    def share(self, value: float) -> float:
        if self.high <= self.low:
            return 0.5
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    def x(self, value: float) -> str:
        return percent(self.share(value))

    def y(self, value: float) -> str:
        """Downwards, as SVG counts."""
        return percent(1 - self.share(value))

    def width(self, start: float, end: float) -> str:
        return percent(self.share(end) - self.share(start))

    def ticks(self, most: int = 6) -> tuple[Tick, ...]:
        """At most about `most` round values within the scale, with labels that stay inside the drawing."""
        return tuple(self._tick(value, step) for value, step in self._round_values(most))

    def levels(self, most: int = 4) -> tuple[Tick, ...]:
        """The same for an upright axis."""
        return tuple(Tick(self.y(v), tick_label(v, step), "start") for v, step in self._round_values(most))

    def _round_values(self, most: int) -> list[tuple[float, float]]:
        if self.high <= self.low:
            return [(self.low, 1.0)]
        step = round_step((self.high - self.low) / most)
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [(place * step, step) for place in range(first, last + 1)]

    def _tick(self, value: float, step: float) -> Tick:
        share = self.share(value)
        anchor = "start" if share < NEAR_THE_END else "end" if share > 1 - NEAR_THE_END else "middle"
        return Tick(percent(share), tick_label(value, step), anchor)


def round_scale(low: float, high: float, most: int = 6) -> Scale:
    """The smallest scale with round ends that holds both values."""
    if high <= low:
        return Scale(low - 1, high + 1)
    step = round_step((high - low) / most)
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step)


def tick_label(value: float, step: float) -> str:
    """With as many decimals as the step has."""
    return number(value, max(0, -math.floor(math.log10(step) + 1e-9)))


def percent(share: float) -> str:
    return f"{share * 100:.2f}%"


def short_name(name: str) -> str:
    """SVG does not wrap; the description and the table have the whole name."""
    return shortened(name, LONGEST_NAME)
