"""What a column of a file can hold: who a student is, a field of the class's schema, the day, or nothing of use."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from django.utils.translation import gettext as _

from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import Field, Schema, header_key

Kind = Literal["students", "inputs", "outcomes"]


class Who(StrEnum):
    """Columns that say who a row is about."""

    NUMBER = "number"
    NAME = "name"
    FIRST = "first"
    LAST = "last"


OUT, DAY = "out", "day"
FIELD = "field:"

LABELS: Mapping[str, str] = {
    OUT: N_("Leave out"),
    Who.NUMBER: N_("School's own number"),
    Who.NAME: N_("Name"),
    Who.FIRST: N_("First name"),
    Who.LAST: N_("Last name"),
    DAY: N_("Day of the result"),
}
# Headers by which school systems call these columns, as `header_key` gives them.
WORDS: Mapping[str, str] = {
    Who.NUMBER: """reference;number;student number;student num;student no;student id;studentid;id;id number;
        pupil number;pupil id;upn;adno;admission number;school number;school s own number;sis user id;sis login id;
        orgdefinedid;org defined id;username;user name;login;student stateid;student identifier;candidate;
        candidate number;roll number;register number;matrikelnummer;schülernummer;schueler nr;numéro;leerlingnummer;
        elevnummer;studentnummer;número de alumno;globally unique student id;arbor student id""",
    Who.NAME: """name;student;student name;pupil;pupil name;full name;display name;learner;name of student;
        name of the student;schüler;schülerin;élève;alumno;alumna;naam;navn;namn;nom et prénom;surname first name;
        last name first name;name vorname""",
    Who.FIRST: """first name;firstname;forename;given name;legal forename;preferred forename;legal first name;vorname;
        prénom;voornaam;fornavn;förnamn;nombre;nome""",
    Who.LAST: """last name;lastname;surname;family name;legal surname;legal last name;preferred surname;nachname;
        familienname;nom;nom de famille;achternaam;etternavn;efternavn;efternamn;apellido;apellidos;cognome""",
    DAY: "date;day;date of test;test date;exam date;completed date;datum;fecha",
}
BY_WORD = {header_key(word): target for target, words in WORDS.items() for word in words.split(";")}


def field_target(field: Field) -> str:
    return f"{FIELD}{field.slug}"


def field_of(target: str, schema: Schema) -> Field | None:
    """The field that a target names; None for another kind of target, or where the schema has none of that name."""
    slug = target.removeprefix(FIELD) if target.startswith(FIELD) else ""
    return next((field for field in schema.fields if field.slug == slug), None)


def fields_for(kind: Kind, schema: Schema) -> tuple[Field, ...]:
    """Which fields a file of that kind can bring: outcomes are of what a question asks, and numbers."""
    if kind != "outcomes":
        return schema.described
    asked = {task.target for task in schema.tasks}
    return tuple(field for field in schema.described if field.slug in asked and field.is_number)


def targets_for(kind: Kind, schema: Schema) -> dict[str, str]:
    """Everything that a column can hold, with its label."""
    people = {key: _(label) for key, label in LABELS.items() if key != DAY or kind == "outcomes"}
    return people | {field_target(field): field.label for field in fields_for(kind, schema)}
