"""Who is who: rows of a file and students of a class, by a number, or by what somebody said; never by a name alone."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Literal

from predictor.imports.core.entry import Entry
from predictor.imports.core.numbers import ByNumber
from predictor.imports.core.person import Person, name_key, reference_key, same_name
from predictor.imports.core.targets import Kind

NEARLY = 0.85
# Each row would be compared with each student.
MOST_COMPARED = 100_000
MOST_CANDIDATES = 5

Decision = int | Literal["new", "out"]


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
