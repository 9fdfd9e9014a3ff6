"""Who learns in which class, as the enrolments of a zip tell it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mlcore.pipeline.files.oneroster.records import Enrolment, Person, Roster

FILE = "enrollments.csv"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One person in one class; `line` is that of the enrolment, or None where only other files speak of the person."""

    person: str
    line: int | None
    is_over: bool = False


Places = Mapping[str, Mapping[str, Place]]


def places(roster: Roster, today: dt.date) -> Places:
    """By class and person. Of several enrolments of one person in one class, one that goes on counts."""
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for enrolment in _of("student", roster):
        is_over = _is_over(enrolment, roster.students.get(enrolment.person), today)
        known = found[enrolment.school_class].get(enrolment.person)
        if known is None or (known.is_over and not is_over):
            place = Place(person=enrolment.person, line=enrolment.line, is_over=is_over)
            found[enrolment.school_class][enrolment.person] = place
    return found


def teachers(roster: Roster, today: dt.date) -> Mapping[str, tuple[str, ...]]:
    """The classes in which somebody teaches now, by the id of the person."""
    found: dict[str, list[str]] = defaultdict(list)
    for enrolment in _of("teacher", roster):
        if not _is_over(enrolment, roster.teachers.get(enrolment.person), today):
            found[enrolment.person].append(enrolment.school_class)
    return {person: tuple(dict.fromkeys(classes)) for person, classes in found.items()}


def ended_teachers(roster: Roster, today: dt.date) -> Mapping[str, frozenset[str]]:
    """By class those of whom the zip says that they taught in it, and that this is over."""
    found: dict[str, set[str]] = defaultdict(set)
    going_on = teachers(roster, today)
    for enrolment in _of("teacher", roster):
        if enrolment.school_class not in going_on.get(enrolment.person, ()):
            found[enrolment.school_class].add(enrolment.person)
    return {key: frozenset(people) for key, people in found.items()}


def _of(role: str, roster: Roster) -> Iterator[Enrolment]:
    return (one for one in roster.enrolments.values() if one.role == role and one.school_class and one.person)


def _is_over(enrolment: Enrolment, person: Person | None, today: dt.date) -> bool:
    has_ended = enrolment.end is not None and enrolment.end < today
    return enrolment.deleted or has_ended or (person is not None and person.deleted)
