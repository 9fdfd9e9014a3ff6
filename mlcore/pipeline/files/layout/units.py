"""Rows below a header that say how results are counted: units, maxima, notes."""

import re
from collections.abc import Sequence

from mlcore.pipeline.files.layout.columns import number
from mlcore.pipeline.schema.spelling import spelled, tidy

UNIT = re.compile(
    r"[(\[]?(?:%|percent|marks?|points?|pts\.?|punkte|"
    r"(?:out of |max\.? |/ ?)(?P<maximum>\d+(?:[.,]\d+)?)(?: ?(?:marks|points|pts))?)[)\]]?",
    re.IGNORECASE,
)
MAXIMA = {
    "points possible",
    "out of",
    "max points",
    "max. points",
    "maximum points",
    "max score",
    "maximum score",
    "max marks",
    "maximum marks",
    "maximum",
}


def are_units(row: Sequence[str]) -> bool:
    """Whether a row says nothing but units; a single word may be an answer."""
    filled = [tidy(cell) for cell in row if cell.strip()]
    units = [UNIT.fullmatch(cell) for cell in filled]
    return all(units) and (len(units) > 1 or any(unit["maximum"] for unit in units if unit))


def are_maxima(row: Sequence[str]) -> bool:
    """Whether a row below the header is called so and has nothing but numbers behind."""
    label, *others = [tidy(cell) for cell in row if cell.strip()] or [""]
    return spelled(label).rstrip(" :") in MAXIMA and bool(others) and all(number(cell) is not None for cell in others)


def maxima_in(row: Sequence[str]) -> dict[int, float]:
    """The maxima that a row tells, by the place of their column."""
    told = {}
    for place, cell in enumerate(row):
        unit = UNIT.fullmatch(tidy(cell))
        if maximum := number(unit["maximum"] or "" if unit else cell):
            told[place] = maximum
    return told
