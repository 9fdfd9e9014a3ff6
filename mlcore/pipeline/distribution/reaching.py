"""Which score so many reach: a distribution asked from the other side."""

from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution

# Shares and steps are equal up to the last digits of their sums.
NEARLY = 1e-9


def reached_by(distribution: "Distribution", share: float, decimals: int) -> float | None:
    """The largest score that at least this share of results reach, from 0.01 to 0.99.

    In steps of the target, else so exactly as `decimals` say. None where all there is to say is that everybody
    reaches the lowest score.
    """
    step = distribution.step or 10.0**-decimals
    low, high = distribution.bounds
    # Results are rounded to their step, so one that lies half a step below counts as well.
    highest = min(high, distribution.percentile(100 * (1 - share)) + step)
    place = floor(highest / step + NEARLY)
    while place * step > low and distribution.chance_of(place * step) < share - NEARLY:
        place -= 1
    return round(place * step, 9) if place * step > low else None
