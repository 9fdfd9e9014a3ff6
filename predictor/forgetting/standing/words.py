"""Words as names are compared by: however a program wrote their letters down."""

import re
from unicodedata import normalize

# File names join words by what Python takes for a part of a word.
WORD = re.compile(r"[^\W_]+")


def whole(text: str) -> str:
    """A letter and its accent as one: some programs write them apart."""
    return normalize("NFKC", text)


def plain(text: str) -> str:
    return whole(whole(text).casefold())


def words_of(text: str) -> set[str]:
    return {found.group() for found in WORD.finditer(text)}
