"""Reading boundaries for pages: what is in force for everybody and for single classes, and what was decided."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.models import Task
from mlcore.pipeline.schema import Field, Grading
from predictor.grades.in_force import InForce, read
from predictor.models import Classroom, GradeBoundaries

MOST_SHOWN = 200


@dataclass(frozen=True)
class Targeted:
    """What some questions ask for, and its grades in force for everybody."""

    task: Task
    target: Field
    grading: Grading | None


@dataclass(frozen=True)
class Decided:
    """One line of the history; no grading where what was decided before was taken back."""

    row: GradeBoundaries
    grading: Grading | None


def targeted() -> list[Targeted]:
    """In the order of the questions."""
    found: dict[tuple[str, str], Targeted] = {}
    in_force, now = InForce(), timezone.now()
    for task in Task.objects.select_related("schema_version"):
        key = (task.schema_version.name, task.target.slug)
        if key not in found:
            found[key] = Targeted(task, task.target, in_force.at(task, None, now))
    return list(found.values())


def decided(schema: str, field: str, most: int | None = MOST_SHOWN) -> list[Decided]:
    """Newest first; `most` is None for all of them."""
    rows = GradeBoundaries.objects.filter(schema_name=schema, field=field).select_related("classroom", "made_by")
    return [Decided(row, read(row.content)) for row in rows.order_by("-id")[:most]]


def task_that_asks(schema: str, field: str) -> Task:
    """A question of this schema that asks for the field. Raises Http404."""
    tasks = Task.objects.filter(schema_version__name=schema).select_related("schema_version")
    task = next((task for task in tasks if task.question.target == field), None)
    if task is None:
        raise Http404(
            _("No question asks for '%(field)s' of the schema '%(schema)s'.") % {"field": field, "schema": schema}
        )
    return task


def own(task: Task) -> list[tuple[Classroom, Grading]]:
    """Classes with boundaries of their own in force now, by name."""
    name, target = task.schema_version.name, task.question.target
    deciding = GradeBoundaries.objects.filter(schema_name=name, field=target).values("classroom")
    in_force, now = InForce(), timezone.now()
    return [
        (classroom, grading)
        for classroom in Classroom.objects.filter(pk__in=deciding)
        if (row := in_force.decision(task, classroom.pk, now)) and row.classroom_id and (grading := read(row.content))
    ]
