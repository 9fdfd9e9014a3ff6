"""Texts as files and people write them: numbers, headers, and values too long to be shown whole."""

import struct
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from mlcore.pipeline.messages import N_, Figure, Message, message
from mlcore.pipeline.schema.spelling import STRAIGHT, spelled

LONGEST_SHOWN = 40
LARGEST_CODE = 1e15
MOST_LISTED = 10
# What people write lies in between, and has no more digits; a number that is one of 32 bits by chance mostly has.
OF_32_BITS = (1e-6, 3e38)
DIGITS = range(1, 7)


class Unclear(str):
    """A number that somebody wrote so that it can be read in two ways: '1.000' where a comma stands before decimals."""

    __slots__ = ()

    @property
    def problem(self) -> Message:
        before, _, after = self.partition(".")
        told = N_("'%(value)s' can be read in two ways: write %(whole)s or %(decimal)s")
        decimal = f"{before},{after.rstrip('0') or '0'}"
        return message(told, value=str(self), whole=before + after, decimal=decimal)


def plain(number: float | None) -> str:
    """A number as people write it, without an exponent or the idle digits of a binary fraction; empty for None.

    Files of statistics programs have numbers that were kept in 32 bits: 3.93 is 3.9300000667572 there.
    """
    return "" if number is None else f"{Decimal(_of_32_bits(number) or f'{number:.15g}'):f}"


def exact(number: float) -> str:
    """The shortest spelling that gives the same number again, without an exponent."""
    return f"{Decimal(repr(float(number))):f}".removesuffix(".0")


def written(number: float) -> float:
    """The number that was written down, where a program kept it in 32 bits since; else the same."""
    return float(_of_32_bits(number) or number)


def _of_32_bits(number: float) -> str:
    """The shortest spelling that gives the same 32 bits, where the number is one of 32 bits; else empty."""
    if number == round(number, 6) or not OF_32_BITS[0] <= abs(number) <= OF_32_BITS[1]:
        return ""
    (narrow,) = struct.unpack("f", struct.pack("f", number))
    # Printed by such a program it has at least 13 digits, and so many are the same.
    if not abs(narrow - number) <= 1e-12 * abs(number):
        return ""
    return next((short for digits in DIGITS if _narrow(short := f"{number:.{digits}g}") == narrow), "")


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


def listed(items: Sequence[str], most: int = MOST_LISTED) -> Message | str:
    """All up to `most`; of more two less and how many follow: 'a, b and 290 others'."""
    if len(items) <= most:
        return ", ".join(items)
    some, others = ", ".join(items[: most - 2]), Figure(f"{len(items) - most + 2:,}")
    return message(N_("%(some)s and %(count)s others"), some=some, count=others)


def number_of(raw: object) -> float:
    """Raises ValueError for what is none, or may be two, OverflowError for one that is too large."""
    if isinstance(raw, bool | Unclear) or not isinstance(raw, str | int | float) or "_" in str(raw):
        raise ValueError
    return float(raw.translate(STRAIGHT) if isinstance(raw, str) and not raw.isascii() else raw)


def as_text(raw: object) -> str | None:
    """A number or a truth value, which some programs write for a choice, as the text of a choice."""
    if isinstance(raw, bool):
        return str(raw)
    return plain(raw) if isinstance(raw, int | float) and abs(raw) < LARGEST_CODE else None
