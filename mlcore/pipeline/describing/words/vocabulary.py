"""What headers and choices say, in the words of several languages that stand in the files beside."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from mlcore.pipeline.schema import header_key
from mlcore.pipeline.schema.spelling import spelled

WORDS = Path(__file__).parent
# 'TestRITScore' is three words, 'studentID' two.
HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
LONGEST_HEADER = 200


class Topic(StrEnum):
    """What a header may speak of, by its key in headers.toml."""

    PERSON = "person"
    PERHAPS_PERSON = "perhaps_person"
    DATE = "date"
    GROUP = "group"
    NO_GROUP = "no_group"
    SENSITIVE = "sensitive"
    FINAL = "final"
    RESULT = "result"
    BEFORE = "before"
    SCORE = "score"
    AMOUNT = "amount"
    CODE = "code"


def word_of(topic: Topic, header: str) -> str:
    """The words of a header that speak of something; empty where none do."""
    found = _pattern(topic).search(words_of(header))
    return found[0].strip() if found else ""


@cache
def words_of(header: str) -> str:
    """Its words with single spaces, small, without accents: 'Note_finale (20)' is 'note finale 20'."""
    spaced = HUMPS.sub(" ", header[:LONGEST_HEADER])
    return without_accents(header_key(spaced)) or header[:LONGEST_HEADER].strip()


def without_accents(text: str) -> str:
    """Of Latin, Greek and Cyrillic letters; in other scripts marks are vowels."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in parts if not "\u0300" <= letter <= "\u036f")
    return unicodedata.normalize("NFC", "".join(kept))


@cache
def choice_key(text: str) -> str:
    """A choice without accents and quotes: "Master's degree" is 'master s degree'; signs of grades stay."""
    return " ".join(re.sub(r"['\",;.]", " ", without_accents(spelled(text))).split())


def orders() -> tuple[Mapping[str, int], ...]:
    """Common orders: the place of each word."""
    return _orders("orders")


def letters() -> tuple[Mapping[str, int], ...]:
    """Orders of letters that are grades, or anything else."""
    return _orders("letters")


def scales() -> tuple[tuple[re.Pattern[str], float, float], ...]:
    """Words of a header, and both ends of the scale that they name, in the order in which they are tried."""
    return _scales()


def unit_of(text: str) -> str:
    """What a unit in brackets is called; empty for what is none."""
    units: Mapping[str, str] = _content("headers")["units"]
    return units.get(text.strip().casefold(), "")


@cache
def _pattern(topic: Topic) -> re.Pattern[str]:
    return _compiled(_content("headers")[topic.value])


@cache
def _scales() -> tuple[tuple[re.Pattern[str], float, float], ...]:
    return tuple((_compiled(words), float(low), float(high)) for words, low, high in _content("scales")["rows"])


@cache
def _orders(key: str) -> tuple[Mapping[str, int], ...]:
    return tuple(
        {choice_key(word): place for place, words in enumerate(order) for word in words}
        for order in _content("orders")[key]
    )


def _compiled(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_expression, words)))


def _expression(word: str) -> str:
    if word.startswith("="):
        return rf"^{re.escape(without_accents(word[1:]))}$"
    text = re.escape(without_accents(word)).replace(r"\*", r"\w*").replace(r"\-", " ")
    return rf"(?<!\w){text}(?!\w)"


@cache
def _content(name: str) -> Mapping[str, Any]:
    return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))
