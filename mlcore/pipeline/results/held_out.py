"""How far off a candidate was on the rows that were set aside: what a page shows, however many they are."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

MOST_PAIRS = 600
BANDS = 5

Pair = tuple[float, float]


@dataclass(frozen=True)
class Band:
    """Students with similar predictions, and how far off those were on average (predicted minus actual)."""

    low: float
    high: float
    n: int
    bias: float


@dataclass(frozen=True, kw_only=True)
class HeldOut:
    """Sizes in the unit of the target. `pairs` holds predicted and actual of at most 600 rows, in the order of the
    predictions and evenly spread over them; everything else was measured on all rows.
    """

    rows: int
    mae: float
    worst_of_nine_in_ten: float
    bands: tuple[Band, ...]
    pairs: tuple[Pair, ...]


def held_out(actual: Sequence[float], predicted: Sequence[float]) -> HeldOut:
    """Both of one length n >= 1, row by row."""
    pairs = sorted(zip(predicted, actual, strict=True), key=lambda pair: (pair[0], pair[0] - pair[1]))
    off = sorted(abs(guess - real) for guess, real in pairs)
    return HeldOut(
        rows=len(pairs),
        mae=statistics.fmean(off),
        worst_of_nine_in_ten=off[-(-9 * len(off) // 10) - 1],
        bands=tuple(_band(part) for part in _parts(pairs, BANDS)),
        pairs=tuple(_thinned(pairs)),
    )


def _parts(pairs: Sequence[Pair], parts: int) -> list[Sequence[Pair]]:
    ends = [round(part * len(pairs) / parts) for part in range(parts + 1)]
    return [pairs[start:end] for start, end in zip(ends, ends[1:], strict=False) if end > start]


def _band(pairs: Sequence[Pair]) -> Band:
    return Band(pairs[0][0], pairs[-1][0], len(pairs), sum(guess - real for guess, real in pairs) / len(pairs))


def _thinned(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Always with both ends, so that the axes of a drawing reach as far."""
    if len(pairs) <= MOST_PAIRS:
        return pairs
    step = (len(pairs) - 1) / (MOST_PAIRS - 1)
    return [pairs[round(place * step)] for place in range(MOST_PAIRS)]
