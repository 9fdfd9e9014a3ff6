"""Who is who: rows of a file and students of a class, by a number, or by what somebody said; never by a name alone."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Literal

from mlcore.pipeline.schema import Value
from mlcore.pipeline.schema.spelling import skeleton, spelled
from predictor.imports.core.entry import Entry
from predictor.imports.core.table import Table
from predictor.imports.core.targets import Kind

PROPOSED_FROM = 0.9
NUMBER_LIKE = re.compile(r"(?=.*\d)\S+")
# Of a column of numbers of people, nearly all cells have one, each its own.
MOSTLY = 0.8
NEARLY = 0.85
# Each row would be compared with each student.
MOST_COMPARED = 100_000
MOST_CANDIDATES = 5

Decision = int | Literal["new", "out"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """A student of the class as they are now. `in_effect` are the values that their next prediction would begin with.

    `outcomes` are those in force, by field and day: which row, and what it says.
    """

    pk: int
    name: str
    reference: str = ""
    known: Mapping[str, Value] = field(default_factory=dict)
    in_effect: Mapping[str, Value] = field(default_factory=dict)
    outcomes: Mapping[tuple[str, dt.date], tuple[int, float]] = field(default_factory=dict)


class How(StrEnum):
    """How it is known who a row is about, or why it is not."""

    NUMBER = "number"
    CHOSEN = "chosen"
    NEW = "new"
    LEFT_OUT = "left out"
    UNDECIDED = "undecided"
    UNKNOWN_NUMBER = "unknown number"
    TWICE = "twice"


@dataclass(frozen=True, kw_only=True)
class Match:
    """`person` where there is one; `candidates` may be meant, by their names; `others` are rows of the same student."""

    entry: Entry
    how: How
    person: Person | None = None
    candidates: tuple[Person, ...] = ()
    others: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.how in (How.UNDECIDED, How.UNKNOWN_NUMBER, How.TWICE)

    @property
    def is_called_like_the_first(self) -> bool:
        """Of those who may be meant."""
        return bool(self.candidates) and name_key(self.candidates[0].name) == name_key(self.entry.name)

    @property
    def names_differ(self) -> bool:
        """A number says who it is, and the name beside it says something else."""
        has_both = self.person is not None and bool(self.entry.name)
        return has_both and not same_name(self.entry.name, self.person.name if self.person else "")


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


def reference_key(text: str) -> str:
    """'#0042' of one system is '0042' in another."""
    return spelled(text).lstrip("#").replace(" ", "")


def name_key(name: str) -> str:
    """'Osei, Amara' and 'AMARA OSEI' are one name."""
    return " ".join(sorted(filter(None, map(skeleton, re.split(r"[\s,;.]+", name)))))


def same_name(one: str, other: str) -> bool:
    """The same words, or all words of the shorter among those of the longer where these are two at least."""
    shorter, longer = sorted((set(name_key(one).split()), set(name_key(other).split())), key=len)
    return shorter == longer or (len(shorter) > 1 and shorter <= longer)


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


def who_is_who(
    entries: Sequence[Entry], people: Sequence[Person], decisions: Mapping[int, Decision], kind: Kind
) -> tuple[Match, ...]:
    """One match per entry, in their order. `decisions` by row number: a student, 'new', or 'out'."""
    find = _Finder(people, kind, compares=len(entries) * len(people) <= MOST_COMPARED)
    return _twice([find.match(entry, decisions.get(entry.row)) for entry in entries], decisions)


class _Finder:
    def __init__(self, people: Sequence[Person], kind: Kind, *, compares: bool) -> None:
        self._by_pk = {person.pk: person for person in people}
        self._by_number = ByNumber(people)
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            self._by_name[name_key(person.name)].append(person)
        self._takes_new, self._compares = kind == "students", compares

    def match(self, entry: Entry, decision: Decision | None) -> Match:
        if decision == "out":
            return Match(entry=entry, how=How.LEFT_OUT)
        if decision == "new" and self._takes_new:
            return Match(entry=entry, how=How.NEW)
        if person := self._by_pk.get(decision) if isinstance(decision, int) else None:
            return Match(entry=entry, how=How.CHOSEN, person=person)
        if person := self._by_number.find(entry.reference):
            return Match(entry=entry, how=How.NUMBER, person=person)
        return self._without_number(entry)

    def _without_number(self, entry: Entry) -> Match:
        """A student with another number is another person, whatever the names."""
        candidates = self._candidates(entry.name)
        if self._takes_new:
            may_be = tuple(person for person in candidates if not (entry.reference and person.reference))
            return Match(entry=entry, how=How.UNDECIDED if may_be else How.NEW, candidates=may_be)
        how = How.UNKNOWN_NUMBER if entry.reference and len(self._by_number) else How.UNDECIDED
        return Match(entry=entry, how=how, candidates=candidates)

    def _candidates(self, name: str) -> tuple[Person, ...]:
        key = name_key(name)
        if not key:
            return ()
        if not self._compares:
            return tuple(self._by_name.get(key, ()))[:MOST_CANDIDATES]
        likeness = _likeness_to(key)
        alike = [(likeness(other), people) for other, people in self._by_name.items()]
        near = sorted((one for one in alike if one[0] >= NEARLY), key=lambda one: -one[0])
        return tuple(person for _, people in near for person in people)[:MOST_CANDIDATES]


def _likeness_to(name: str) -> Callable[[str], float]:
    """1 for the same words; nearly 1 where one has all words of the other; else how much of the letters is the same."""
    words = set(name.split())
    # What it finds out about one name is kept for all others.
    matcher = SequenceMatcher(None, "", name, autojunk=False)

    def likeness(other: str) -> float:
        if other == name:
            return 1.0
        others = set(other.split())
        if min(len(words), len(others)) > 1 and (words <= others or others <= words):
            return 0.99
        matcher.set_seq1(other)
        is_near = matcher.real_quick_ratio() >= NEARLY and matcher.quick_ratio() >= NEARLY
        return matcher.ratio() if is_near else 0.0

    return likeness


def _twice(matches: Sequence[Match], decisions: Mapping[int, Decision]) -> tuple[Match, ...]:
    """Rows of one student are all open until somebody leaves out all but one."""
    groups: dict[object, list[int]] = defaultdict(list)
    for match in matches:
        if (key := _identity(match, decisions)) is not None:
            groups[key].append(match.entry.row)
    others = {row: tuple(rows) for rows in groups.values() if len(rows) > 1 for row in rows}
    return tuple(
        Match(
            entry=match.entry,
            how=How.TWICE,
            person=match.person,
            candidates=match.candidates,
            others=others[match.entry.row],
        )
        if match.entry.row in others
        else match
        for match in matches
    )


def _identity(match: Match, decisions: Mapping[int, Decision]) -> object:
    """What two rows of one student have in common; results of two days are two results."""
    if match.person:
        return match.person.pk, match.entry.day
    if match.how is not How.NEW:
        return None
    if match.entry.reference:
        return "number", reference_key(match.entry.reference)
    # Somebody said of each that it is a student of its own.
    return None if match.entry.row in decisions else ("name", name_key(match.entry.name))
