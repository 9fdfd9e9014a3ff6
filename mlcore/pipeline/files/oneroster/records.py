"""What a OneRoster file tells, as plain records; ids are those of the system that wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Version = Literal["1.1", "1.2"]
Mode = Literal["bulk", "delta"]
GRADED = "fully graded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """`line` is where it stands in its file. In a delta a row may say that it is `deleted`."""

    id: str
    line: int
    deleted: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Org(Row):
    name: str
    kind: str
    parent: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SchoolClass(Row):
    title: str
    code: str
    school: str
    subjects: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Person(Row):
    """A teacher or a student; `identifier` is the number that the school itself gives."""

    given_name: str
    family_name: str
    username: str
    email: str
    identifier: str
    orgs: tuple[str, ...]
    enabled: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment(Row):
    school_class: str
    person: str
    role: str
    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LineItem(Row):
    """Something that results are given for, out of `maximum` where that is told."""

    title: str
    school_class: str
    minimum: float | None = None
    maximum: float | None = None
    due: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Result(Row):
    line_item: str
    student: str
    status: str
    score: float | None = None
    text: str = ""
    day: date | None = None

    @property
    def counts(self) -> bool:
        """Whether there is a score and nobody will change it."""
        return self.status == GRADED and self.score is not None


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Each table by id. `modes` are those of the files that are there; what is not there may still be referred to.

    `other_people` counts those who neither teach nor learn, `demographics` whose birth, sex and origin are left unread.
    """

    version: Version
    modes: Mapping[str, Mode]
    orgs: Mapping[str, Org] = field(default_factory=dict)
    classes: Mapping[str, SchoolClass] = field(default_factory=dict)
    teachers: Mapping[str, Person] = field(default_factory=dict)
    students: Mapping[str, Person] = field(default_factory=dict)
    enrolments: Mapping[str, Enrolment] = field(default_factory=dict)
    line_items: Mapping[str, LineItem] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    other_people: int = 0
    demographics: int = 0
