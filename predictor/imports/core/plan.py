"""What a file would do to the students of a class: who is new, what changes, what stays, which rows are rejected."""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mlcore.pipeline.schema import Value
from predictor.days import FURTHEST, YEARS
from predictor.imports.core.entry import Entry
from predictor.imports.core.people import How, Match
from predictor.imports.core.person import Person, name_key, reference_key
from predictor.imports.core.problems import Kind as Why
from predictor.imports.core.problems import Problem, rows_in_words
from predictor.imports.core.targets import FIELD, Kind, Who

OPEN = {How.UNDECIDED: Why.UNDECIDED, How.UNKNOWN_NUMBER: Why.UNKNOWN_NUMBER, How.TWICE: Why.TWICE}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One value that becomes another; `what` as columns are mapped: 'name', 'number', 'field:slug'."""

    what: str
    old: Value
    new: Value


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What becomes of one student. `student` is None for one who is new. `day` of outcomes."""

    row: int
    student: int | None
    name: str
    reference: str
    how: How
    differences: tuple[Difference, ...] = ()
    day: dt.date | None = None

    @property
    def values(self) -> dict[str, Value]:
        """New values by the slug of their field."""
        return {one.what.removeprefix(FIELD): one.new for one in self.differences if one.what.startswith(FIELD)}

    @property
    def new_number(self) -> str:
        """The one that the student gets; blank where theirs stays."""
        if self.student is None:
            return self.reference
        return next((str(one.new) for one in self.differences if one.what == Who.NUMBER), "")


@dataclass(frozen=True, kw_only=True)
class Rejected:
    row: int
    name: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`left_out` are rows that somebody left out; `absent` are students of the class who are in no row."""

    kind: Kind
    new: tuple[Planned, ...]
    changed: tuple[Planned, ...]
    unchanged: tuple[Planned, ...]
    rejected: tuple[Rejected, ...]
    left_out: tuple[int, ...]
    absent: tuple[Person, ...]

    @property
    def stores_anything(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def counts(self) -> dict[str, int]:
        parts = ("new", "changed", "unchanged", "rejected", "left_out", "absent")
        return {part: len(getattr(self, part)) for part in parts}

    @cached_property
    def hash(self) -> str:
        """The same for the same plan, another where a single value would be stored otherwise."""
        return hashlib.sha256("\n".join(self.seen.values()).encode()).hexdigest()

    @cached_property
    def seen(self) -> dict[str, str]:
        """A short digest of what is planned for each row, by its number as text."""
        parts = (("new", self.new), ("changed", self.changed), ("unchanged", self.unchanged))
        lines = [(one.row, _line(part, one)) for part, several in parts for one in several]
        lines += [(one.row, f"rejected {one.name} {'; '.join(map(str, one.problems))}") for one in self.rejected]
        lines += [(row, "left out") for row in self.left_out]  # not for readers
        return {str(row): hashlib.sha256(f"{row} {line}".encode()).hexdigest()[:12] for row, line in sorted(lines)}

    def differs_from(self, seen: Mapping[str, str]) -> list[int]:
        """The rows of which something else is planned than was seen."""
        return [int(row) for row in sorted({*seen, *self.seen}, key=int) if seen.get(row) != self.seen.get(row)]


def plan(
    matches: Sequence[Match],
    people: Sequence[Person],
    kind: Kind,
    day: dt.date | None = None,
    today: dt.date = dt.date.max,
) -> Plan:
    """`day` of outcomes where no column tells it; none is after `today`.

    The same rows, students and decisions give the same plan.
    """
    maker = _Maker(people, kind, day, today)
    planned = _each_number_once([maker.make(match) for match in matches if match.how is not How.LEFT_OUT])
    good = [one for one in planned if isinstance(one, Planned)]
    meant = {match.person.pk for match in matches if match.person}
    return Plan(
        kind=kind,
        new=tuple(one for one in good if one.student is None),
        changed=tuple(one for one in good if one.student is not None and one.differences),
        unchanged=tuple(one for one in good if one.student is not None and not one.differences),
        rejected=tuple(one for one in planned if isinstance(one, Rejected)),
        left_out=tuple(match.entry.row for match in matches if match.how is How.LEFT_OUT),
        absent=tuple(person for person in people if person.pk not in meant),
    )


def _each_number_once(planned: Sequence[Planned | Rejected]) -> list[Planned | Rejected]:
    """Two students of one number would not be stored: both rows are rejected."""
    rows: dict[str, list[int]] = defaultdict(list)
    for one in planned:
        if isinstance(one, Planned) and one.new_number:
            rows[reference_key(one.new_number)].append(one.row)
    return [_once(one, rows) if isinstance(one, Planned) else one for one in planned]


def _once(one: Planned, rows: Mapping[str, Sequence[int]]) -> Planned | Rejected:
    others = rows[reference_key(one.new_number)] if one.new_number else ()
    if len(others) < 2:
        return one
    problem = Problem(kind=Why.NUMBER_TWICE, row=one.row, value=one.new_number, more=rows_in_words(others))
    return Rejected(row=one.row, name=one.name, problems=(problem,))


class _Maker:
    def __init__(self, people: Iterable[Person], kind: Kind, day: dt.date | None, today: dt.date) -> None:
        self._kind, self._day, self._today = kind, day, today
        self._owners = {reference_key(person.reference): person for person in people if person.reference}

    def make(self, match: Match) -> Planned | Rejected:
        entry, person = match.entry, match.person
        name = entry.name or (person.name if person else entry.reference)
        if problems := (*entry.problems, *self._problems(match)):
            return Rejected(row=entry.row, name=name, problems=problems)
        day = (entry.day or self._day) if self._kind == "outcomes" else None
        return Planned(
            row=entry.row,
            student=person.pk if person else None,
            name=person.name if person else entry.name,
            reference=person.reference if person else _number(entry),
            how=match.how,
            differences=tuple(self._differences(entry, person, day)),
            day=day,
        )

    def _problems(self, match: Match) -> Iterator[Problem]:
        entry = match.entry
        if any(problem.kind is Why.NOBODY for problem in entry.problems):
            return
        if why := OPEN.get(match.how):
            value = entry.reference if why is Why.UNKNOWN_NUMBER else entry.name or entry.reference
            yield Problem(kind=why, row=entry.row, value=value, more=rows_in_words(match.others))
        elif match.how is How.NEW and not entry.name:
            yield Problem(kind=Why.NO_NAME, row=entry.row, value=entry.reference)
        if (owner := self._owner(match)) and owner is not match.person:
            yield Problem(kind=Why.NUMBER_TAKEN, row=entry.row, value=entry.reference, more=owner.name)
        if self._kind == "outcomes":
            yield from self._of_outcomes(entry)

    def _owner(self, match: Match) -> Person | None:
        """Of the number that would be stored."""
        stores_number = self._kind == "students" and match.how in (How.NEW, How.CHOSEN)
        return self._owners.get(reference_key(match.entry.reference)) if stores_number else None

    def _of_outcomes(self, entry: Entry) -> Iterator[Problem]:
        day = entry.day or self._day
        if day is None:
            # A day that cannot be read is a problem of its cell already.
            if not any(problem.kind is Why.NO_DAY for problem in entry.problems):
                yield Problem(kind=Why.DAY_UNTOLD, row=entry.row)
        elif day > self._today:
            yield Problem(kind=Why.NOT_YET, row=entry.row, value=str(day))
        elif self._today - day > FURTHEST:
            yield Problem(kind=Why.LONG_AGO, row=entry.row, value=str(day), more=str(YEARS))
        if not entry.values and not entry.problems:
            yield Problem(kind=Why.NO_VALUE, row=entry.row)

    def _differences(self, entry: Entry, person: Person | None, day: dt.date | None) -> Iterator[Difference]:
        if self._kind == "students" and person:
            yield from _of_identity(entry, person)
        for slug, value in entry.values.items():
            old = _old(person, slug, value, day) if person else None
            if old != value:
                yield Difference(what=f"{FIELD}{slug}", old=old, new=value)


def _of_identity(entry: Entry, person: Person) -> Iterator[Difference]:
    """Another order or spelling of the same words is no other name; a number counts as it is written by hand."""
    if entry.name and name_key(entry.name) != name_key(person.name):
        yield Difference(what=Who.NAME, old=person.name, new=entry.name)
    number = _number(entry)
    if number and reference_key(number).lstrip("0") != reference_key(person.reference).lstrip("0"):
        yield Difference(what=Who.NUMBER, old=person.reference, new=number)


def _number(entry: Entry) -> str:
    """As a school says it: some systems put a mark before it."""
    return entry.reference.lstrip("#").strip()


def _old(person: Person, slug: str, new: Value, day: dt.date | None) -> Value:
    """What the next prediction would begin with, and what is known where only that is another one."""
    if day is not None:
        return person.outcomes[slug, day][1] if (slug, day) in person.outcomes else None
    in_effect = person.in_effect.get(slug)
    return person.known.get(slug) if in_effect == new else in_effect


def _line(part: str, one: Planned) -> str:
    differences = [[each.what, each.old, each.new] for each in one.differences]
    facts = [part, one.student, one.name, one.reference, one.how, differences, str(one.day)]
    return json.dumps(facts, ensure_ascii=False)
