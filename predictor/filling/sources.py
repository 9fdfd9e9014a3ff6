"""What can be written into a gradebook about students of a class."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.models import Task
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.numbers import rounded
from predictor.classes.standings import Stand, stands
from predictor.grades.in_force import InForce
from predictor.models import Classroom, Outcome

# None where there is nothing to write.
What = float | str | None
Reader = Callable[[Stand], What]
RECORDED, REACHED = gettext_noop("Recorded about the student"), gettext_noop("Really reached")


@dataclass(frozen=True, kw_only=True)
class Source:
    """`key` names it in a form, `field` tells the scale of a number and is None for texts. Predictions are read from
    the `task` by `read`; without a task it is what is recorded, or reached, in the field `slug`.
    """

    key: str
    group: str
    label: str
    field: Field | None = None
    task: Task | None = None
    read: Reader | None = None
    slug: str = ""


def sources(tasks: Sequence[Task], schema: Schema) -> list[Source]:
    """Sensitive fields have no place in a gradebook."""
    of_tasks = [source for task in tasks for source in _of_task(task)]
    open_fields = [field for field in schema.fields if not field.sensitive and not field.is_cluster]
    recorded = [
        Source(
            key=f"known:{field.slug}",
            group=_(RECORDED),
            label=field.label,
            field=field if field.is_number else None,
            slug=field.slug,
        )
        for field in open_fields
    ]
    targets = {task.question.target: task.target for task in tasks}
    reached = [
        Source(key=f"reached:{slug}", group=_(REACHED), label=field.label, field=field, slug=slug)
        for slug, field in targets.items()
    ]
    return [*of_tasks, *recorded, *reached]


def values(source: Source, classroom: Classroom) -> dict[int, float | str]:
    """By student, of those who have one."""
    if source.task and source.read:
        found = _stood(source.task, source.read, classroom)
    elif source.key.startswith("reached:"):
        found = _reached(source, classroom)
    else:
        found = _known(source, classroom)
    return {pk: value for pk, value in found.items() if value is not None and value != ""}


def _of_task(task: Task) -> Iterator[Source]:
    for slug, label, read in _numbers():
        yield Source(
            key=f"{task.slug}:{slug}",
            group=task.label,
            label=f"{task.label}: {label}",
            field=task.target,
            task=task,
            read=_said(read),
        )
    yield Source(
        key=f"{task.slug}:target",
        group=task.label,
        label=_("%(task)s: target") % {"task": task.label},
        field=task.target,
        task=task,
        read=lambda stand: stand.aim.score,
    )
    yield from _grades_of(task)


def _grades_of(task: Task) -> Iterator[Source]:
    yield Source(
        key=f"{task.slug}:grade",
        group=task.label,
        label=_("%(task)s: predicted grade") % {"task": task.label},
        task=task,
        read=_grade,
    )
    yield Source(
        key=f"{task.slug}:target-grade",
        group=task.label,
        label=_("%(task)s: target, as a grade") % {"task": task.label},
        task=task,
        read=_target_grade,
    )


def _numbers() -> Iterator[tuple[str, str, str]]:
    """Slug, label, and what a prediction calls it."""
    yield "value", _("predicted value"), "value"
    for level in LEVELS:
        lower, upper = (
            _("lower end of the range that %(n)s of 10 lie in"),
            _("upper end of the range that %(n)s of 10 lie in"),
        )
        for end, name in (("low", lower), ("high", upper)):
            yield f"{end}-{level}", name % {"n": level // 10}, f"{end}{level}"


def _said(name: str) -> Reader:
    """Of predictions as pages say them, in whole points or their tenths."""

    def read(stand: Stand) -> What:
        if stand.prediction is None:
            return None
        return float(rounded(getattr(stand.prediction, name), stand.field.decimals))

    return read


def _grade(stand: Stand) -> What:
    return stand.grade(stand.prediction.value) if stand.prediction else None


def _target_grade(stand: Stand) -> What:
    """Also of a target that was set as a score, by the boundaries of today."""
    if stand.aim.score is None or stand.aim.grading is None:
        return None
    found = stand.aim.grading.grade_of(stand.aim.score)
    return found.label if found else None


def _stood(task: Task, read: Reader, classroom: Classroom) -> Mapping[int, What]:
    found = stands(list(classroom.students.all()), [task], InForce())
    return {pk: read(stand) for (pk, _), stand in found.items()}


def _known(source: Source, classroom: Classroom) -> Mapping[int, What]:
    field = classroom.schema_version.shown.field(source.slug)
    recorded = classroom.students.values_list("pk", "known")
    found = {pk: known.get(source.slug) for pk, known in recorded}
    return {
        pk: float(value) if isinstance(value, int | float) and field.is_number else field.shown(value)
        for pk, value in found.items()
        if value is not None
    }


def _reached(source: Source, classroom: Classroom) -> Mapping[int, What]:
    """The newest result of each."""
    rows = Outcome.objects.filter(
        student__in=classroom.students.order_by().values("pk"), schema_name=classroom.schema_version.name
    )
    newest = rows.filter(field=source.slug).in_force().order_by("student_id", "-day", "-id").distinct("student_id")
    return dict(newest.values_list("student_id", "value"))
