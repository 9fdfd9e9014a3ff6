"""Texts as files and people write them: numbers, headers, and values too long to be shown whole."""

import re
from decimal import Decimal

LONGEST_SHOWN = 40


def plain(number: float | None) -> str:
    """A number as people write it, without an exponent or the idle digits of a binary fraction; empty for None."""
    return "" if number is None else f"{Decimal(f'{number:.15g}'):f}"


def header_key(header: str) -> str:
    """'Race/Ethnicity', 'race_ethnicity' and ' race ethnicity ' are one header."""
    return re.sub(r"[\W_]+", " ", header).strip().casefold()


def shortened(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Cut with a mark where it is longer."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
