"""Who teaches and who learns: 1.1 says it of each person, 1.2 in a table of roles. Passwords are never looked at."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mlcore.pipeline.files.oneroster.keyed import by_id
from mlcore.pipeline.files.oneroster.records import Mode, Person, Row, Version
from mlcore.pipeline.files.oneroster.tables import Line

USERS = ("sourcedId", "status", "enabledUser", "username", "givenName", "familyName", "identifier", "email")
WITH_ROLES = (*USERS, "role", "orgSourcedIds")
ROLES = ("sourcedId", "status", "userSourcedId", "role", "orgSourcedId")
FILE, ROLES_FILE = "users.csv", "roles.csv"


@dataclass(frozen=True, kw_only=True, slots=True)
class Role(Row):
    """What somebody is in one school (1.2)."""

    person: str
    role: str
    org: str


@dataclass(frozen=True, kw_only=True)
class People:
    """By id; whoever both teaches and learns is in both. `roles` are empty in 1.1."""

    teachers: Mapping[str, Person]
    students: Mapping[str, Person]
    others: Mapping[str, Person]
    roles: Mapping[str, Role]


def people_of(archive: zipfile.ZipFile, version: Version, modes: Mapping[str, Mode]) -> People:
    """Raises DataError as `by_id` does."""
    called: dict[str, set[str]] = {}
    if version == "1.2":
        people = by_id(archive, modes, FILE, USERS, _person)
        roles = by_id(archive, modes, ROLES_FILE, ROLES, _role)
        return _people(_with_orgs(people, roles), _called(roles), roles)

    def person(line: Line, deleted: bool) -> Person:
        called[line["sourcedId"].strip()] = {line["role"].strip().lower()}
        return _person(line, deleted)

    return _people(by_id(archive, modes, FILE, WITH_ROLES, person), called, {})


def _people(people: Mapping[str, Person], called: Mapping[str, set[str]], roles: Mapping[str, Role]) -> People:
    def those(role: str) -> dict[str, Person]:
        return {key: person for key, person in people.items() if role in called.get(key, ())}

    teachers, students = those("teacher"), those("student")
    others = {key: person for key, person in people.items() if key not in teachers and key not in students}
    return People(teachers=teachers, students=students, others=others, roles=roles)


def _called(roles: Mapping[str, Role]) -> dict[str, set[str]]:
    called: dict[str, set[str]] = {}
    for role in roles.values():
        if not role.deleted:
            called.setdefault(role.person, set()).add(role.role)
    return called


def _with_orgs(people: Mapping[str, Person], roles: Mapping[str, Role]) -> dict[str, Person]:
    orgs: dict[str, list[str]] = {}
    for role in roles.values():
        if not role.deleted and role.org not in orgs.setdefault(role.person, []):
            orgs[role.person].append(role.org)
    return {key: replace(person, orgs=tuple(orgs.get(key, person.orgs))) for key, person in people.items()}


def _person(line: Line, deleted: bool) -> Person:
    return Person(
        id=line["sourcedId"].strip(),
        line=line.number,
        deleted=deleted,
        given_name=line["givenName"].strip(),
        family_name=line["familyName"].strip(),
        username=line["username"].strip(),
        email=line["email"].strip(),
        identifier=line["identifier"].strip(),
        orgs=line.listed("orgSourcedIds") or line.listed("primaryOrgSourcedId"),
        enabled=line.is_true("enabledUser"),
    )


def _role(line: Line, deleted: bool) -> Role:
    return Role(
        id=line["sourcedId"].strip(),
        line=line.number,
        deleted=deleted,
        person=line["userSourcedId"].strip(),
        role=line["role"].strip().lower(),
        org=line["orgSourcedId"].strip(),
    )
