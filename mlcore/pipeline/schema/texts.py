"""Texts as files and people write them: numbers, headers, and values too long to be shown whole."""

import unicodedata
from decimal import Decimal

from mlcore.pipeline.schema.spelling import spelled

LONGEST_SHOWN = 40


def plain(number: float | None) -> str:
    """A number as people write it, without an exponent or the idle digits of a binary fraction; empty for None."""
    return "" if number is None else f"{Decimal(f'{number:.15g}'):f}"


def header_key(header: str) -> str:
    """'Race/Ethnicity', 'race_ethnicity' and ' race ethnicity ' are one header."""
    spelt = "".join(letter if _belongs_to_a_word(letter) else " " for letter in spelled(header))
    return " ".join(spelt.split())


def _belongs_to_a_word(letter: str) -> bool:
    """Marks too: in many scripts they are vowels."""
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def shortened(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Cut with a mark where it is longer."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
