"""Where a refused text differs from the allowed one that it looks like: the eye does not see it."""

import unicodedata
from collections.abc import Iterable
from itertools import zip_longest

from mlcore.pipeline.schema.spelling import skeleton, tidy

LONGEST = 100


def likeness(text: str, allowed: Iterable[str]) -> str:
    """': its character 2 is CYRILLIC SMALL LETTER A, where "male" has LATIN SMALL LETTER A'; empty if none is near."""
    bones = skeleton(text[:LONGEST])
    near = next((other for other in allowed if bones and skeleton(other) == bones), None)
    return "" if near is None else _difference(_composed(text), near)


def _difference(text: str, near: str) -> str:
    pairs = zip_longest(text, _composed(near), fillvalue="")
    for place, (is_there, expected) in enumerate(pairs, start=1):
        if is_there.casefold() != expected.casefold():
            has = f"has {_name(expected)}" if expected else "ends"
            is_what = f"character {place} is {_name(is_there)}" if is_there else f"character {place} is missing"
            return f": its {is_what}, where \u201c{near}\u201d {has}"
    return ""


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", tidy(text))


def _name(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}")
