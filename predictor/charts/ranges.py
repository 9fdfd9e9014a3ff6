"""Where the marks of a range and of contributions sit on their axes, in percent of the width."""

from collections.abc import Mapping
from dataclasses import dataclass

from mlcore.pipeline.schema import Field, plain
from predictor.models import Prediction


@dataclass(frozen=True)
class Tick:
    at: str
    label: str
    minor: bool


@dataclass(frozen=True)
class RangeMark:
    """A prediction on the fixed axis of its target, so that two marks can be compared by eye."""

    low90: str
    width90: str
    low80: str
    high80: str
    width80: str
    value: str


@dataclass(frozen=True)
class Bar:
    """One contribution, to the left or to the right of the middle."""

    start: str
    width: str
    side: str


def range_mark(prediction: Prediction, target: Field) -> RangeMark:
    low90, low80, value, high80, high90 = (
        _share(number, target)
        for number in (
            prediction.low90,
            prediction.low80,
            prediction.value,
            prediction.high80,
            prediction.high90,
        )
    )
    return RangeMark(
        low90=_percent(low90),
        width90=_percent(high90 - low90),
        low80=_percent(low80),
        high80=_percent(high80),
        width80=_percent(high80 - low80),
        value=_percent(value),
    )


def ticks(target: Field, parts: int = 10) -> tuple[Tick, ...]:
    """The ruler under a range; every second label may go where there is little room."""
    low, high = _bounds(target)
    values = [low + (high - low) * part / parts for part in range(parts + 1)]
    return tuple(
        Tick(_percent(_share(value, target)), plain(value), part % 2 == 1) for part, value in enumerate(values)
    )


def bars(contributions: Mapping[str, float]) -> dict[str, Bar]:
    """The largest contribution fills its half of the width."""
    largest = max((abs(points) for points in contributions.values()), default=0.0) or 1.0
    return {slug: _bar(points / largest / 2) for slug, points in contributions.items()}


def _bar(share: float) -> Bar:
    start = 0.5 if share >= 0 else 0.5 + share
    return Bar(_percent(start), _percent(abs(share)), "above" if share >= 0 else "below")


def _share(number: float, target: Field) -> float:
    low, high = _bounds(target)
    return min(max((number - low) / (high - low), 0.0), 1.0)


def _bounds(target: Field) -> tuple[float, float]:
    # A schema gives every number field its bounds; the answers here are for the type checker.
    return target.minimum or 0.0, target.maximum if target.maximum is not None else 100.0


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"
