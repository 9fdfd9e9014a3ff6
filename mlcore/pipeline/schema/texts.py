"""Texts as files and people write them: numbers, headers, and values too long to be shown whole."""

import struct
import unicodedata
from decimal import Decimal

from mlcore.pipeline.schema.spelling import spelled

LONGEST_SHOWN = 40


def plain(number: float | None) -> str:
    """A number as people write it, without an exponent or the idle digits of a binary fraction; empty for None.

    Files of statistics programs have numbers that were kept in 32 bits: 3.93 is 3.9300000667572 there.
    """
    return "" if number is None else f"{Decimal(_of_32_bits(number) or f'{number:.15g}'):f}"


def _of_32_bits(number: float) -> str:
    """The shortest spelling that gives the same 32 bits, where the number is one of 32 bits; else empty."""
    try:
        (narrow,) = struct.unpack("f", struct.pack("f", number))
    except OverflowError:
        return ""
    # Printed by such a program it has at least 13 digits, and so many are the same.
    if not abs(narrow - number) <= 1e-12 * abs(number) or number == round(number, 6):
        return ""
    return next(short for digits in range(1, 10) if _narrow(short := f"{number:.{digits}g}") == narrow)


def _narrow(text: str) -> float:
    return float(struct.unpack("f", struct.pack("f", float(text)))[0])


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
