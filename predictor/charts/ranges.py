"""Where the marks of a range and of contributions sit on their axes, in percent of the width."""

from collections.abc import Mapping
from dataclasses import dataclass

from mlcore.pipeline.schema import Field, plain
from mlcore.words.numbers import localised
from predictor.charts.scale import Scale, Tick, percent
from predictor.models import Prediction


@dataclass(frozen=True, kw_only=True)
class RangeMark:
    """A prediction on the fixed axis of its target, so that two marks can be compared by eye."""

    low90: str
    width90: str
    low80: str
    high80: str
    width80: str
    value: str
    reached: str = ""


@dataclass(frozen=True)
class Bar:
    """One contribution, to the left or to the right of the middle."""

    start: str
    width: str
    side: str


def range_mark(prediction: Prediction, target: Field, reached: float | None = None) -> RangeMark:
    """With what was `reached`, where that is known."""
    scale = Scale(*target.bounds)
    return RangeMark(
        low90=scale.x(prediction.low90),
        width90=scale.width(prediction.low90, prediction.high90),
        low80=scale.x(prediction.low80),
        high80=scale.x(prediction.high80),
        width80=scale.width(prediction.low80, prediction.high80),
        value=scale.x(prediction.value),
        reached="" if reached is None else scale.x(reached),
    )


def ticks(target: Field, parts: int = 10) -> tuple[Tick, ...]:
    """The ruler under a range; every second label may go where there is little room."""
    scale = Scale(*target.bounds)
    values = [scale.low + (scale.high - scale.low) * part / parts for part in range(parts + 1)]
    return tuple(
        Tick(scale.x(value), localised(plain(value)), minor=part % 2 == 1) for part, value in enumerate(values)
    )


def bars(contributions: Mapping[str, float]) -> dict[str, Bar]:
    """The largest contribution fills its half of the width."""
    largest = max((abs(points) for points in contributions.values()), default=0.0) or 1.0
    return {slug: _bar(points / largest / 2) for slug, points in contributions.items()}


def _bar(share: float) -> Bar:
    start = 0.5 if share >= 0 else 0.5 + share
    return Bar(percent(start), percent(abs(share)), "above" if share >= 0 else "below")
