"""What a zip would do: class by class who is new, changes, comes from elsewhere, leaves, and who would teach."""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from mlcore.pipeline.files.oneroster.records import Roster
from mlcore.pipeline.schema import Field
from predictor.imports.core.people import Decision, Match, who_is_who
from predictor.imports.core.person import Person
from predictor.imports.core.plan import Plan
from predictor.imports.core.plan import plan as plan_rows
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.core.class_plan import ClassPlan, Incoming
from predictor.oneroster.core.here import Class, Earlier, Pupil
from predictor.oneroster.core.learners import places
from predictor.oneroster.core.pupils import Rows, rows_of
from predictor.oneroster.core.results import Why, results_of
from predictor.oneroster.core.teaching import Teaching, teaching_of

# By person and field.
Values = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, kw_only=True)
class RosterPlan:
    """`left_out` counts results that are not taken; `unread` enrolments that do not say of whom or where."""

    classes: tuple[ClassPlan, ...]
    left_out: Mapping[Why, int]
    unread: int
    demographics: int

    @property
    def stores_anything(self) -> bool:
        return any(one.stores_anything for one in self.classes)

    @cached_property
    def hash(self) -> str:
        """The same for the same plan, another where a single value would be stored otherwise."""
        return hashlib.sha256(json.dumps([one.facts for one in self.classes]).encode()).hexdigest()

    @property
    def counts(self) -> dict[str, int]:
        """Of students one for each of their classes."""
        plans = [one.plan for one in self.classes]
        return {
            "classes": len(self.classes),
            "new_classes": sum(one.here.key is None for one in self.classes),
            "new": sum(len(plan.new) for plan in plans),
            "changed": sum(len(plan.changed) for plan in plans),
            "unchanged": sum(len(plan.unchanged) for plan in plans),
            "rejected": sum(len(plan.rejected) for plan in plans),
            "absent": sum(len(plan.absent) for plan in plans),
            "moved": sum(len(one.incoming) for one in self.classes),
            "left": sum(len(one.leaving) for one in self.classes),
            "teachers": sum(len(one.teaching.new) for one in self.classes),
            "over": sum(len(one.teaching.over) - len(one.teaching.stopping) for one in self.classes),
            "stopped": sum(len(one.teaching.stopping) for one in self.classes),
            "demographics": self.demographics,
            "unread": self.unread,
        }


@dataclass(frozen=True)
class _Moves:
    """By class its rows, who leaves it, and by row who comes from another one."""

    rows: Mapping[str, Rows]
    gone: Mapping[str, list[Person]]
    coming: Mapping[str, Mapping[int, Incoming]]

    @classmethod
    def of(cls, here: Mapping[str, Class], rows: Mapping[str, Rows], choices: Choices) -> "_Moves":
        gone = {key: _leaving(one, rows[key], choices) for key, one in here.items()}
        return cls(rows, gone, _incoming(here, rows, gone))

    @cached_property
    def moved(self) -> set[int]:
        return {one.person.pk for several in self.coming.values() for one in several.values()}

    def class_plan(self, key: str, one: Class, values: Values, teaching: Teaching) -> ClassPlan:
        rows, coming, gone = self.rows[key], self.coming[key], self.gone[key]
        matches = _matches(one, rows, coming, values)
        return ClassPlan(
            id=key,
            here=one,
            rows=rows,
            matches=matches,
            plan=_planned(one, rows, coming, matches, gone),
            incoming=tuple(coming.values()),
            leaving=tuple(person for person in gone if person.pk not in self.moved),
            teaching=teaching,
        )


def plan_roster(
    roster: Roster, choices: Choices, here: Mapping[str, Class], earlier: Earlier, today: dt.date
) -> RosterPlan:
    """`here` are the classes that are taken, by their ids; `earlier` what zips before told."""
    found = results_of(roster, fields_of(choices, here))
    teaching = teaching_of(roster, choices, here, earlier.accounts, today)
    moves = _Moves.of(here, _rows(roster, here, earlier, today), choices)
    return RosterPlan(
        classes=tuple(moves.class_plan(key, one, found.of_class(key), teaching[key]) for key, one in here.items()),
        left_out=found.left_out,
        unread=sum(not (one.school_class and one.person) for one in roster.enrolments.values()),
        demographics=roster.demographics,
    )


def _rows(roster: Roster, here: Mapping[str, Class], earlier: Earlier, today: dt.date) -> dict[str, Rows]:
    learners, told = places(roster, today), _told(roster)
    return {
        key: rows_of(roster, one, learners.get(key, {}), earlier.pupils, told.get(key, ())) for key, one in here.items()
    }


def fields_of(choices: Choices, here: Mapping[str, Class]) -> dict[str, dict[str, Field]]:
    """By class and title of a test, where the class's schema has the field that was chosen."""
    numbers = {
        key: {field.slug: field for field in one.schema.described if field.is_number} for key, one in here.items()
    }
    return {
        key: {title: fields[slug] for title, slug in choices.tests.items() if slug in fields}
        for key, fields in numbers.items()
    }


def _leaving(one: Class, rows: Rows, choices: Choices) -> list[Person]:
    """Whose place has ended, and absent ones who were chosen; nobody whose number the class of leavers has already."""
    ended = {person.pk for pupil in rows.ended if (person := one.find(pupil.id, pupil.number))}
    present = {person.pk for pupil in rows.pupils.values() if (person := one.find(pupil.id, pupil.number))}
    going = ended | (set(choices.gone) if rows.is_whole else set())
    taken = {person.reference for person in (one.left.people if one.left else ()) if person.reference}
    return [one for one in one.people if one.pk in going - present and one.reference not in taken]


def _incoming(
    here: Mapping[str, Class], rows: Mapping[str, Rows], gone: Mapping[str, list[Person]]
) -> dict[str, dict[int, Incoming]]:
    """By class and row: who leaves another class of the same schema, or left one before, is no new student."""
    found: dict[str, dict[int, Incoming]] = {}
    used: set[int] = set()
    for key, one in here.items():
        found[key] = {}
        sources = _sources(one, here, gone)
        numbers = {person.reference for person in one.people if person.reference}
        for row, pupil in rows[key].pupils.items():
            if one.find(pupil.id, pupil.number) is None and (coming := _first(pupil, sources, used, numbers)):
                found[key][row] = coming
                used.add(coming.person.pk)
                numbers |= {coming.person.reference} - {""}
    return found


def _sources(one: Class, here: Mapping[str, Class], gone: Mapping[str, list[Person]]) -> list[Class]:
    """Those who leave as classes of their own, and the classes of leavers."""
    fitting = {key: other for key, other in here.items() if other.schema_version == one.schema_version}
    leaving = [
        Class(
            key=other.key,
            name=other.name,
            schema_version=other.schema_version,
            schema=other.schema,
            people=tuple(gone[key]),
            ids=other.ids,
        )
        for key, other in fitting.items()
        if other is not one
    ]
    return [*leaving, *(other.left for other in fitting.values() if other.left)]


def _first(pupil: Pupil, sources: list[Class], used: set[int], numbers: set[str]) -> Incoming | None:
    """Nobody who would bring a number along that another student of the class has."""
    for source in sources:
        person = source.find(pupil.id, pupil.number)
        is_free = person is not None and person.pk not in used and person.reference not in numbers
        if person and is_free and source.key is not None:
            return Incoming(person=person, from_class=source.key, from_name=source.name)
    return None


def _matches(one: Class, rows: Rows, coming: Mapping[int, Incoming], values: Values) -> tuple[Match, ...]:
    entries = rows.entries(lambda person: values.get(person, {}))
    known = {row: one.find(pupil.id, pupil.number) for row, pupil in rows.pupils.items()}
    # Whom neither an id nor a number tells is new: nobody is looked for by name.
    matched = {row: person.pk for row, person in known.items() if person}
    came = {row: incoming.person.pk for row, incoming in coming.items()}
    decisions: dict[int, Decision] = {row: matched.get(row) or came.get(row) or "new" for row in rows.pupils}
    return who_is_who(entries, _people(one, coming), decisions, "students")


def _planned(
    one: Class, rows: Rows, coming: Mapping[int, Incoming], matches: tuple[Match, ...], gone: list[Person]
) -> Plan:
    plan = plan_rows(matches, _people(one, coming), "students")
    leaving = {person.pk for person in gone}
    absent = [person for person in plan.absent if person.pk not in leaving] if rows.is_whole else []
    return replace(plan, absent=tuple(absent))


def _people(one: Class, coming: Mapping[int, Incoming]) -> list[Person]:
    return [*one.people, *(incoming.person for incoming in coming.values())]


def _told(roster: Roster) -> dict[str, set[str]]:
    """By class the people who have a result there."""
    found: dict[str, set[str]] = defaultdict(set)
    for result in roster.results.values():
        if item := roster.line_items.get(result.line_item):
            found[item.school_class].add(result.student)
    return found
