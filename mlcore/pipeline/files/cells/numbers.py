"""Numbers as people write them: decimal commas, thousands apart, percent; what has two readings is not guessed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from mlcore.pipeline.schema import Field
from mlcore.pipeline.schema.spelling import STRAIGHT, tidy

Mark = Literal[",", "."]

# Letters that only a number needs which Python does not read as it stands.
ODD = re.compile(r"[,%/' \u00a0\u2019\u202f\u2009]|\.\d{3}")
SPACED = re.compile(r"[+-]?\d{1,3}(?P<mark>[ '])\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d+)?", re.ASCII)
GROUPED = {
    ",": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII),
    ".": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII),
}
WITH_COMMA = re.compile(r"[+-]?(?:\d+,\d*|,\d+)", re.ASCII)
# One mark and three digits behind it: thousands to some, decimals to others.
UNCLEAR = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
PERCENT = re.compile(r"[^%]*\d[^%]*%", re.ASCII)
OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:/|of|out of) ?(\d+(?:[.,]\d+)?)", re.ASCII)
PERCENT_UNITS = {"%", "percent", "per cent"}


class Style(StrEnum):
    """How a number was written, where that is worth telling."""

    PERCENT = "percent"
    OUT_OF = "out of a maximum"
    THOUSANDS = "thousands"
    DECIMAL_COMMA = "decimal comma"
    COMMA_OR_THOUSANDS = "decimal comma or thousands"
    POINT_OR_THOUSANDS = "decimal point or thousands"


@dataclass(frozen=True)
class Written:
    """The digits that Python reads, and how they stood in the file; `other` is the second way to read them."""

    text: str
    style: Style | None = None
    other: str = ""


def written(cell: str, decimal: Mark | None) -> Written:
    """`decimal`: which mark separates decimals, where that is known. What is no number comes back as it is."""
    text = tidy(cell).translate(STRAIGHT)
    if PERCENT.fullmatch(text):
        return Written(written(text[:-1], decimal).text, Style.PERCENT)
    if SPACED.fullmatch(text):
        return Written(text.replace(" ", "").replace("'", "").replace(",", "."), Style.THOUSANDS)
    if UNCLEAR.fullmatch(text):
        return _unclear(text, decimal)
    if text.count(",") + text.count(".") > 1:
        return _grouped(text, cell)
    return Written(text.replace(",", "."), Style.DECIMAL_COMMA) if WITH_COMMA.fullmatch(text) else Written(cell)


def _unclear(text: str, decimal: Mark | None) -> Written:
    mark = "," if "," in text else "."
    together, apart = text.replace(mark, ""), text.replace(mark, ".")
    if decimal == mark:
        return Written(apart, Style.DECIMAL_COMMA if mark == "," else None)
    if decimal:
        return Written(together, Style.THOUSANDS)
    return Written(apart, Style.COMMA_OR_THOUSANDS if mark == "," else Style.POINT_OR_THOUSANDS, together)


def _grouped(text: str, cell: str) -> Written:
    for mark, pattern in GROUPED.items():
        if pattern.fullmatch(text):
            return Written(text.replace(mark, "").replace(",", "."), Style.THOUSANDS)
    return Written(cell)


def percent_of(field: Field, text: str) -> str | None:
    """53 (percent) on the scale of a field: as it is up to about 100, 0.53 up to 1; None where it could mean both."""
    low, high = field.bounds
    try:
        if field.unit.strip().casefold() in PERCENT_UNITS or 100 <= max(abs(low), abs(high)) <= 200:
            return text
        return f"{Decimal(text) / 100:f}" if max(abs(low), abs(high)) <= 1 else None
    except ArithmeticError:
        return text


def out_of(cell: str) -> tuple[float, float] | None:
    """'7/10' and '7 of 10' as points and the maximum that the cell itself tells; None for what tells none."""
    found = OUT_OF.fullmatch(tidy(cell))
    if not found:
        return None
    points, maximum = (float(number.replace(",", ".")) for number in found.groups())
    return (points, maximum) if maximum else None
