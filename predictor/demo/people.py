"""The classes of the made-up school and who is in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mlcore.models import SchemaVersion
from mlcore.pipeline.schema import Schema
from predictor.access_log.record import touched
from predictor.classes.work import create_class
from predictor.demo.calendar import FIRST_DAY, LAST_YEAR, weeks_ago
from predictor.demo.names import LONG
from predictor.demo.rows import Row, Terms
from predictor.models import Classroom, Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MADE_UP = "(made up)"
# What every number of such a student begins with, and none of another.
NUMBERED = "made-up-"


@dataclass(frozen=True)
class Plan:
    """A class to be made; `teachers` of the two, by position."""

    name: str
    students: int
    teachers: tuple[int, ...]
    begun: int = FIRST_DAY

    @property
    def is_over(self) -> bool:
        return self.begun == LAST_YEAR


PLANS = (
    Plan("Class 7a", 14, (0,), begun=LAST_YEAR),
    Plan("Class 8a", 27, (0,)),
    Plan("Class 8b", 25, (1,)),
    Plan("Class 8c", 30, (1, 0)),
)


@dataclass
class Group:
    """A class that was made: each student with the two terms, and one of whom nothing is known."""

    plan: Plan
    classroom: Classroom
    teachers: "list[User]"
    people: list[tuple[Student, Terms]] = field(default_factory=list)

    @property
    def teacher(self) -> "User":
        return self.teachers[0]


def make_group(plan: Plan, schema_version: SchemaVersion, teachers: "list[User]") -> Group:
    teaching = [teachers[position] for position in plan.teachers]
    classroom = create_class(name=f"{plan.name} {MADE_UP}", schema_version=schema_version, teacher=teaching[0])
    classroom.teachers.set(teaching)
    Classroom.objects.filter(pk=classroom.pk).update(created_at=weeks_ago(plan.begun))
    return Group(plan, classroom, teaching)


def fill(group: Group, terms: list[Terms], names: Iterator[str]) -> None:
    """With students who came when the class began; in a class of today one with a long name, and one about whom nobody
    noted anything."""
    schema, plan = group.classroom.schema_version.schema, group.plan
    stored = Student.objects.bulk_create(
        Student(
            classroom=group.classroom,
            name=LONG if plan is PLANS[1] and position == 1 else next(names),
            reference=f"{NUMBERED}{plan.name.split()[-1]}-{position:02}",
            known=known_of(schema, one.first),
            created_at=weeks_ago(plan.begun),
        )
        for position, one in enumerate(terms, 1)
    )
    touched(one.pk for one in stored)
    group.people = list(zip(stored, terms, strict=True))
    if not plan.is_over:
        Student.objects.create(
            classroom=group.classroom, name=next(names), reference=f"{NUMBERED}{plan.name.split()[-1]}-new"
        )


def known_of(schema: Schema, row: Row) -> Row:
    """What stays the same about a student; scores are entered with each prediction."""
    return {one.slug: row[one.slug] for one in schema.fields if one.about == "student"}
