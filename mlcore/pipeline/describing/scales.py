"""Bounds of a number, rounded outwards to what people use, its unit and what it is counted in."""

import re
from dataclasses import dataclass
from math import floor, inf, log10

from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.pipeline.describing.words.vocabulary import Topic, scales, unit_of, word_of, words_of

# Scales on which schools mark, and the least that the best of a class reaches there.
USUAL = ((0, 1, 0.5), (0, 4, 2.0), (1, 5, 4.0), (1, 6, 4.0), (0, 10, 5.0), (0, 20, 10.5), (0, 100, 41.0))
NICE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
# '(out of 20)', '/20', '[max 30]', 'sur 20', 'von 15'.
TOLD = re.compile(
    r"(?:/|\bout of|\bmax(?:imum)?\.?:?|\bsur|\bvon|\bsobre|\bsu|\btotal pts:?)"
    r"\s*(\d{1,4}(?:[.,]\d+)?)\s*(?:points?|pts)?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{1,12})[)\]]\s*$")
# What is counted may be twice as much in the next class.
ROOM_FOR_COUNTS = 2
# Where the worst of a class reaches more than so much of the best, the scale hardly begins at zero.
FAR_FROM_ZERO = 0.6


@dataclass(frozen=True, kw_only=True)
class Met:
    """Numbers of a column: the smallest, the largest, whether all are whole, and whether all are whole or halves."""

    low: float
    high: float
    whole: bool
    halves: bool


def bounds_of(header: str, met: Met, maximum: float | None = None) -> tuple[float, float, Because]:
    """Both bounds, which hold everything that was met, and why. `maximum` is the one that the file tells."""
    told = maximum or _told(header)
    if told and met.low >= 0 and met.high <= told:
        return 0.0, float(told), Because(why=Why.TOLD_MAXIMUM, low=met.low, high=met.high)
    words = f"{words_of(header)} percent" if unit_in(header) == "%" else words_of(header)
    for pattern, low, high in scales():
        found = pattern.search(words)
        if found and low <= met.low and met.high <= high:
            return low, high, Because(why=Why.NAMED_SCALE, low=met.low, high=met.high, word=found[0])
    return _guessed(header, met)


def unit_in(header: str) -> str:
    """The unit that stands in brackets behind a header, as people call it; empty where none does."""
    found = BRACKETS.search(header)
    return unit_of(found["inside"]) if found else "%" if header.rstrip().endswith("%") else ""


def label_of(header: str) -> str:
    """A header as a label: without a unit or maximum in brackets, and with spaces for underscores."""
    found = BRACKETS.search(header)
    is_told = found and (unit_of(found["inside"]) or _told(header))
    text = header[: found.start()] if found and is_told else header
    spaced = " ".join(text.replace("_", " ").split()) or header
    return spaced[:1].upper() + spaced[1:]


def step_of(met: Met) -> float | None:
    return 1.0 if met.whole else 0.5 if met.halves else None


def _told(header: str) -> float | None:
    found = TOLD.search(header)
    return float(found[1].replace(",", ".")) if found else None


def _guessed(header: str, met: Met) -> tuple[float, float, Because]:
    is_count = bool(word_of(Topic.AMOUNT, header))
    if not is_count and (usual := _usual(met)):
        return *usual, Because(why=Why.USUAL_SCALE, low=met.low, high=met.high)
    is_counted_from_zero = is_count and met.low <= FAR_FROM_ZERO * met.high
    room = ROOM_FOR_COUNTS if is_counted_from_zero else 1
    low, high = _outwards(met.low, met.high, room)
    return low, high, Because(why=Why.ROUNDED, low=met.low, high=met.high)


def _usual(met: Met) -> tuple[float, float] | None:
    """Marks from 1 to 6 are whole or with decimals; from 0 to 1 and to 4 only what is not whole."""
    for low, high, reached in USUAL:
        fits = low <= met.low and met.high <= high and met.high >= reached
        if fits and not (met.whole and high in (1, 4)):
            return float(low), float(high)
    return None


def _outwards(low: float, high: float, room: int) -> tuple[float, float]:
    """Down to zero; where all that was met lies far from it, half as far again as it reaches."""
    top = _nice(high * room) if high > 0 else 0.0
    if low < 0:
        return -_nice(-low * room), top
    if low <= FAR_FROM_ZERO * high:
        return 0.0, max(top, 1.0)
    margin = max((high - low) / 2, 0.5)
    return _nice_below(max(low - margin, 0.0)), _nice(high + margin)


def _nice(value: float) -> float:
    """The next larger number of few digits."""
    size = 10.0 ** floor(log10(value))
    return next((found for nice in NICE if (found := round(nice * size, 12)) >= value), inf)


def _nice_below(value: float) -> float:
    if value <= 0:
        return 0.0
    size = 10.0 ** floor(log10(value))
    return max(found for nice in NICE if (found := round(nice * size, 12)) <= value)
