"""Whether what the rows of a OneRoster export refer to is there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.oneroster.people import FILE, ROLES_FILE, People
from mlcore.pipeline.files.oneroster.records import Person, Roster, Row
from mlcore.pipeline.files.refusals import shown
from mlcore.pipeline.messages import N_

R = TypeVar("R", bound=Row)
# File, line, column, id, and the file in which it should be.
Reference = tuple[str, int, str, str, str]


def refuse_wrong_references(roster: Roster, people: People) -> None:
    """Raises DataError for the first reference to nothing. What a delta or absent file would hold was sent before."""
    there: dict[str, Mapping[str, Row]] = {
        "orgs.csv": roster.orgs,
        "classes.csv": roster.classes,
        FILE: {**people.others, **people.teachers, **people.students},
        "lineItems.csv": roster.line_items,
    }
    for file, line, column, identity, other in _references(roster, people):
        if roster.modes.get(other) == "bulk" and identity not in there[other]:
            raise DataError(
                N_('%(file)s, line %(line)s, column %(column)s: "%(shown)s" is no id in %(other)s.'),
                file=file,
                line=line,
                column=column,
                shown=shown(identity),
                other=other,
            )


def _references(roster: Roster, people: People) -> Iterator[Reference]:
    yield from _of("orgs.csv", "parentSourcedId", roster.orgs, "orgs.csv", lambda org: [org.parent])
    yield from _of("classes.csv", "schoolSourcedId", roster.classes, "orgs.csv", lambda one: [one.school])
    if roster.version == "1.1":
        yield from _of(FILE, "orgSourcedIds", _everybody(people), "orgs.csv", lambda person: person.orgs)
    yield from _of(ROLES_FILE, "userSourcedId", people.roles, FILE, lambda role: [role.person])
    yield from _of(ROLES_FILE, "orgSourcedId", people.roles, "orgs.csv", lambda role: [role.org])
    yield from _of(
        "enrollments.csv", "classSourcedId", roster.enrolments, "classes.csv", lambda one: [one.school_class]
    )
    yield from _of("enrollments.csv", "userSourcedId", roster.enrolments, FILE, lambda one: [one.person])
    yield from _of("lineItems.csv", "classSourcedId", roster.line_items, "classes.csv", lambda one: [one.school_class])
    yield from _of("results.csv", "lineItemSourcedId", roster.results, "lineItems.csv", lambda one: [one.line_item])
    yield from _of("results.csv", "studentSourcedId", roster.results, FILE, lambda one: [one.student])


def _of(
    file: str, column: str, rows: Mapping[str, R], other: str, asked: Callable[[R], Iterable[str]]
) -> Iterator[Reference]:
    for row in rows.values():
        for identity in asked(row):
            # A row may have no parent; whoever goes may refer to what has gone.
            if not row.deleted and (identity or column != "parentSourcedId"):
                yield file, row.line, column, identity, other


def _everybody(people: People) -> dict[str, Person]:
    return {**people.others, **people.teachers, **people.students}
