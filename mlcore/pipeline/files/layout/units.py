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
    "h\u00f6chstpunktzahl",
    "maximalpunktzahl",
    "erreichbare punkte",
    "bar\u00e8me",
    "m\u00e1ximo",
    "puntos posibles",
    "massimo",
    "maximale punten",
}
# So many rows below a row called 'Max' tell whether it is a pupil.
FEWEST_BELOW = 2


def are_units(row: Sequence[str]) -> bool:
    """Whether a row says nothing but units; a single word may be an answer."""
    filled = [tidy(cell) for cell in row if cell.strip()]
    units = [UNIT.fullmatch(cell) for cell in filled]
    return all(units) and (len(units) > 1 or any(unit["maximum"] for unit in units if unit))


def are_maxima(row: Sequence[str]) -> bool:
    """Whether a row below the header is called so and has nothing but numbers behind."""
    label, *others = [tidy(cell) for cell in row if cell.strip()] or [""]
    return spelled(label).rstrip(" :") in MAXIMA and bool(others) and all(number(cell) is not None for cell in others)


def is_called_max(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Somebody may be called so: only a row that lacks what all rows below it say before their numbers, as a number of
    a person or a surname, and has nowhere a smaller number."""
    label, *others = [tidy(cell) for cell in row if cell.strip()] or [""]
    if spelled(label).rstrip(" .:") != "max" or not others or len(below) < FEWEST_BELOW:
        return False
    numbers = [(place, found) for place, cell in enumerate(row) if (found := number(cell)) is not None]
    if len(numbers) < len(others):
        return False
    before = [place for place, cell in enumerate(row[: numbers[0][0]]) if not cell.strip()]
    says_less = any(all(_at(other, place).strip() for other in below) for place in before)
    return says_less and all(_is_largest(*each, below) for each in numbers)


def _is_largest(place: int, most: float, below: Sequence[Sequence[str]]) -> bool:
    found = (number(_at(row, place)) for row in below)
    return all(each is None or each <= most for each in found)


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def maxima_in(row: Sequence[str]) -> dict[int, float]:
    """The maxima that a row tells, by the place of their column."""
    told = {}
    for place, cell in enumerate(row):
        unit = UNIT.fullmatch(tidy(cell))
        if maximum := number(unit["maximum"] or "" if unit else cell):
            told[place] = maximum
    return told
