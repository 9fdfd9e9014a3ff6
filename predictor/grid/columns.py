"""Which fields and whose cells a grid has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mlcore.pipeline.schema import Field, Value
from predictor.access.questions import tasks_of
from predictor.models import Classroom, Student
from predictor.predicting.known.entries import Entries
from predictor.predicting.known.outdated import live_versions

# A form of more cells is neither overseen nor sent.
STUDENTS_PER_PAGE, MOST_COLUMNS = 50, 12


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which fields are asked for: of one task or of all, everything or what somebody lacks."""

    task: str = ""
    everything: bool = False


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of the students of a class, by student and field, and the columns that are asked for."""

    columns: tuple[Field, ...]
    further: tuple[Field, ...]  # for which the grid has no room
    values: dict[int, dict[str, Value]]


def known(classroom: Classroom, students: Sequence[Student], choice: Choice, sent: Collection[str] = ()) -> Known:
    """What belongs to the moment comes first. Of a form that was sent columns are those that it had, whatever is known
    since.
    """
    fields = asked(classroom, choice.task)
    entries = Entries(student.pk for student in students)
    values = {student.pk: entries.of(student, fields) for student in students}
    missing = {field.slug for field in fields for own in values.values() if own.get(field.slug) is None}
    wanted = [field for field in fields if (field.slug in sent if sent else choice.everything or field.slug in missing)]
    return Known(columns=tuple(wanted[:MOST_COLUMNS]), further=tuple(wanted[MOST_COLUMNS:]), values=values)


def asked(classroom: Classroom, task: str = "") -> list[Field]:
    """Fields of the class's schema that any of its live models asks, or the one of a task."""
    tasks = [one for one in tasks_of(classroom) if task in ("", one.slug)]
    versions = live_versions(one.pk for one in tasks).values()
    slugs = {slug for version in versions for slug in version.question.inputs}
    fields = [field for field in classroom.schema_version.entered.described if field.slug in slugs]
    return sorted(fields, key=lambda field: field.about != "moment")
