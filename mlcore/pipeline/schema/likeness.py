"""Where a refused text differs from the allowed one that it looks like: the eye does not see it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from itertools import zip_longest

from mlcore.pipeline.messages import N_, Message, message
from mlcore.pipeline.schema.spelling import skeleton, tidy

LONGEST = 100
COMMA = re.compile(r"([+-]?\d+),(\d{1,2}|\d{4,})", re.ASCII)


def likeness(text: str, allowed: Iterable[str]) -> Message | str:
    """': its character 2 is CYRILLIC SMALL LETTER A, where "male" has LATIN SMALL LETTER A'; empty if none is near."""
    near = _alike(text, allowed)
    return "" if near is None else difference(_composed(text), _composed(near))


def with_point(text: str) -> list[str]:
    """What a number with a decimal comma means; nothing where the comma may part thousands."""
    found = COMMA.fullmatch(tidy(text))
    return [f"{found[1]}.{found[2]}"] if found else []


def nearest(name: str, known: Sequence[str], cutoff: float = 0.6) -> str | None:
    """The known name that one looks like at a glance; otherwise one that is spelt nearly the same (`difflib`)."""
    return _alike(name, known) or next(iter(get_close_matches(name[:LONGEST], known, n=1, cutoff=cutoff)), None)


def meant(name: str, known: Sequence[str]) -> Message | str:
    """Behind a name that must be exact: where it differs from the one it looks like, or which was probably meant."""
    near = nearest(name, known)
    if near is None:
        return ""
    unseen = difference(name, near) if near == _alike(name, [near]) else ""
    return unseen or message(N_("; did you mean '%(near)s'?"), near=near)


def difference(text: str, near: str, same: Callable[[str], str] = str.casefold) -> Message | str:
    """The first character that is another one; `same` gives the key of those that count as one."""
    for place, (is_there, expected) in enumerate(zip_longest(text, near, fillvalue=""), start=1):
        if same(is_there) != same(expected):
            is_what, has = letter_name(is_there), letter_name(expected)
            return message(_how(is_there, expected), place=place, near=near, letter=is_what, other=has)
    return ""


def _how(is_there: str, expected: str) -> str:
    if not is_there:
        return N_(": its character %(place)s is missing, where “%(near)s” has %(other)s")
    if not expected:
        return N_(": its character %(place)s is %(letter)s, where “%(near)s” ends")
    return N_(": its character %(place)s is %(letter)s, where “%(near)s” has %(other)s")


def letter_name(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}") if character else ""


def _alike(text: str, allowed: Iterable[str]) -> str | None:
    bones = skeleton(text[:LONGEST])
    return next((other for other in allowed if bones and skeleton(other) == bones), None)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", tidy(text))
