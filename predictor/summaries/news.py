"""What is new in somebody's classes, as counts; asked with the rights that they have at that moment."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.models import Task
from predictor.access.questions import tasks_of
from predictor.changes.measured import Measured
from predictor.changes.split import changes
from predictor.forecast.predicted import ByTask, newest_of
from predictor.models import Classroom, Outcome, Prediction, Student
from predictor.predicting.known.entries import Entries
from predictor.predicting.known.outdated import live_versions, outdated, versions_live_at

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class ClassNews:
    """Of one class: results that came, students with a prediction that `changed` by more than a re-sit would bring, and
    predictions that are older than their data, of which `newly` were not before."""

    classroom: Classroom
    results: int
    changed: int
    older: int
    newly: int


@dataclass(frozen=True)
class News:
    classes: tuple[ClassNews, ...]

    @property
    def older(self) -> int:
        return sum(one.older for one in self.classes)

    @property
    def is_new(self) -> bool:
        """What was older already when the last mail said so is no news."""
        return any(one.results or one.changed or one.newly for one in self.classes)


def news_for(user: "User", since: dt.datetime, until: dt.datetime) -> News:
    """Of classes that they teach; an admin, who sees all, is not told of all."""
    rows = Classroom.objects.taught_by(user).current().select_related("schema_version")
    found = [_of_class(classroom, since, until) for classroom in rows]
    return News(tuple(one for one in found if one.results or one.changed or one.older))


def _of_class(classroom: Classroom, since: dt.datetime, until: dt.datetime) -> ClassNews:
    tasks, students = tasks_of(classroom), {student.pk: student for student in classroom.students}
    newest = newest_of(classroom.students.order_by("id"), tasks)
    older = _older(newest, students, tasks)
    results = Outcome.objects.in_force().filter(student__in=students, made_at__gt=since, made_at__lte=until)
    return ClassNews(
        classroom,
        results=results.count(),
        changed=_changed(_made_since(newest, since), since, tasks),
        older=len(older),
        newly=len(older - _older(newest, students, tasks, since)),
    )


def _made_since(newest: Mapping[int, ByTask], since: dt.datetime) -> list[Prediction]:
    return [one for of_student in newest.values() for one in of_student.values() if one.made_at > since]


def _changed(now: Sequence[Prediction], since: dt.datetime, tasks: Sequence[Task]) -> int:
    """Students, each once."""
    before, students = _before(now, since), set()
    for task in tasks:
        of_task = [one for one in now if one.task_id == task.pk]
        pairs = [(before[key], one) for one in of_task if (key := (one.student_id, task.pk)) in before]
        found = changes(pairs, task.target, Measured(task.schema_version.name))
        students |= {newer.student_id for _, newer in pairs if found[newer.pk].is_beyond}
    return len(students)


def _before(now: Sequence[Prediction], since: dt.datetime) -> dict[tuple[int | None, int], Prediction]:
    """The last one of then, by student and task."""
    students, tasks = {one.student_id for one in now}, {one.task_id for one in now}
    rows = Prediction.objects.filter(student__in=students, task__in=tasks, made_at__lte=since)
    rows = rows.select_related("submission", "model_version").order_by("student_id", "task_id", "-id")
    return {(one.student_id, one.task_id): one for one in rows.distinct("student_id", "task_id")}


def _older(
    newest: dict[int, ByTask], students: dict[int, Student], tasks: Sequence[Task], at: dt.datetime | None = None
) -> set[int]:
    """Predictions, by what is known now or what was `at` a moment before."""
    entries, asked = Entries(newest), [task.pk for task in tasks]
    live = live_versions(asked) if at is None else versions_live_at(at, asked)
    found = [(students.get(student), one) for student, of_student in newest.items() for one in of_student.values()]
    return {one.pk for student, one in found if student and outdated(one, student, entries, live, at)}
