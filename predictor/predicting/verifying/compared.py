"""A stored prediction beside what its model file answers now."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mlcore.pipeline.distribution.levels import LEVELS
from predictor.predicting.verifying.chosen import Stored

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Answer, Explanation

TOLERANCE = 1e-6


class Changed(NamedTuple):
    """`what` is a column, 'warnings', or 'reason' with the label of the input."""

    what: str
    stored: float | str
    now: float | str

    @property
    def by(self) -> float:
        """In units of the target; 0 where it is no number."""
        if isinstance(self.stored, str) or isinstance(self.now, str):
            return 0.0
        return abs(self.now - self.stored)


def changes(stored: Stored, answer: "Answer") -> Iterator[Changed]:
    yield from _numbers({"value": stored.value}, {"value": answer.value})
    for level in LEVELS:
        low, high = answer.ranges[level]
        now = {f"low{level}": low, f"high{level}": high}
        yield from _numbers({name: getattr(stored, name) for name in now}, now)
    # Sentences and figures of a warning are those of the release that stored it; kind and field are not.
    before = sorted(f"{one['kind']} {one['field']}" for one in stored.warnings)
    today = sorted(f"{one.kind} {one.field}" for one in answer.warnings)
    if before != today:
        yield Changed("warnings", ", ".join(before) or "none", ", ".join(today) or "none")


def changed_reasons(stored: Stored, explained: "Explanation") -> Iterator[Changed]:
    """Of a prediction whose reasons were kept."""
    if stored.reasons is None:
        return
    before = {"reference": stored.reasons.reference} | _named(stored.reasons.contributions)
    yield from _numbers(before, {"reference": explained.reference} | _named(explained.contributions))


def _named(contributions: Mapping[str, float]) -> dict[str, float]:
    return {f"reason {slug}": points for slug, points in contributions.items()}


def _numbers(before: Mapping[str, float], now: Mapping[str, float]) -> Iterator[Changed]:
    for name in {**before, **now}:
        if name not in before or name not in now:
            yield Changed(name, before.get(name, "none"), now.get(name, "none"))
        elif not abs(before[name] - now[name]) <= TOLERANCE:  # what is no number is not equal either
            yield Changed(name, before[name], now[name])
