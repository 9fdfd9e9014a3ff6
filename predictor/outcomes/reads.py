"""What a student really reached, as their page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Field, Schema
from mlcore.words import numbers
from predictor.models import Outcome, Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_SHOWN = 50


@dataclass(frozen=True)
class Reached:
    """One result in force, and what was said before it was corrected."""

    row: Outcome
    label: str
    shown: str
    before: str = ""
    is_known: bool = True


def reached(student: Student, user: "User", most: int | None = MOST_SHOWN) -> list[Reached]:
    """What the user sees, the newest first; `most` is None for all of them."""
    rows = Outcome.objects.told_to(user).filter(student=student).in_force().select_related("made_by", "replaces")
    return list(_said(rows[:most], student.classroom.schema_version.shown))


def _said(rows: Iterable[Outcome], schema: Schema) -> Iterable[Reached]:
    for row in rows:
        field = _field(schema, row.field) if row.schema_name == schema.name else None
        if field is None:
            yield Reached(row, row.field, numbers.localised(f"{row.value:g}"), is_known=False)
        else:
            before = numbers.score(row.replaces.value, field) if row.replaces else ""
            yield Reached(row, field.label, numbers.score(row.value, field), before)


def _field(schema: Schema, slug: str) -> Field | None:
    try:
        return schema.field(slug)
    except SchemaError:
        return None


def fields_of(schema: Schema) -> tuple[Field, ...]:
    """In which there can be results: what a question asks, and numbers."""
    asked = {task.target for task in schema.tasks}
    return tuple(field for field in schema.described if field.slug in asked and field.is_number)
