"""Numbers of people: which student has one, and which column of a file holds those of the class."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from predictor.imports.core.person import Person, reference_key
from predictor.imports.core.table import Table

PROPOSED_FROM = 0.9
NUMBER_LIKE = re.compile(r"(?=.*\d)\S+")
# Of a column of numbers of people, nearly all cells have one, each its own.
MOSTLY = 0.8


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One column whose cells look like numbers of people: how many of them are numbers of students of the class."""

    position: int
    header: str
    filled: int
    matched: int

    @property
    def rate(self) -> float:
        return self.matched / self.filled if self.filled else 0.0


class ByNumber:
    """Students by their number; without leading zeros, which spreadsheets drop, where that leaves each its own."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._exact = {reference_key(person.reference): person for person in people if person.reference}
        bare = Counter(key.lstrip("0") for key in self._exact)
        self._bare = {key.lstrip("0"): person for key, person in self._exact.items() if bare[key.lstrip("0")] == 1}

    def find(self, reference: str) -> Person | None:
        key = reference_key(reference)
        return self._exact.get(key) or (self._bare.get(key.lstrip("0")) if key else None)

    def __len__(self) -> int:
        return len(self._exact)


def numbers_tried(table: Table, people: Sequence[Person]) -> tuple[Tried, ...]:
    """Every column that looks like numbers of people, the one that fits best first."""
    by_number = ByNumber(people)
    tried = []
    for position, header in enumerate(table.headers):
        texts = table.texts(position)
        if _look_like_numbers(texts, len(table.rows)):
            matched = sum(by_number.find(text) is not None for text in texts)
            tried.append(Tried(position=position, header=header, filled=len(texts), matched=matched))
    return tuple(sorted(tried, key=lambda one: (-one.rate, one.position)))


def best_number(tried: Sequence[Tried]) -> int | None:
    """The column that is proposed, where more than nine of ten of its numbers are of students of the class."""
    return tried[0].position if tried and tried[0].rate > PROPOSED_FROM else None


def _look_like_numbers(texts: Sequence[str], rows: int) -> bool:
    if not texts or len(texts) < MOSTLY * rows:
        return False
    like = sum(bool(NUMBER_LIKE.fullmatch(text)) for text in texts)
    return like >= MOSTLY * len(texts) and len(set(texts)) >= MOSTLY * len(texts)
