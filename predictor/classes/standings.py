"""Where each of many students stands in each question: the newest prediction, its grade and chances, the target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from mlcore.models import Task
from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.schema import Field, Grading
from mlcore.words.marks import chances
from predictor.forecast.predicted import newest_of
from predictor.grades.chances import distributions_of
from predictor.grades.in_force import InForce
from predictor.models import Prediction, Student, Target
from predictor.targets.standing import Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from mlcore.pipeline.distribution.distribution import Distribution

Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Stand:
    """One student in one question. `grading` is of the day of the prediction; `aim` is by the boundaries of today, as
    a target is on pages.
    """

    field: Field
    prediction: Prediction | None
    grading: Grading | None
    distribution: "Distribution | None"
    aim: Standing

    def grade(self, number: float) -> str:
        return chances.grade(number, self.field, self.grading)

    @property
    def chance_to_pass(self) -> float | None:
        """None without a pass mark, and where the model version does not tell."""
        if self.grading is None or self.distribution is None:
            return None
        return Chances.of(self.distribution, self.grading).passed

    @property
    def chance_to_reach(self) -> float | None:
        """The target; None without one."""
        if self.aim.score is None or self.distribution is None:
            return None
        return self.distribution.chance_of(self.aim.score)


def stands(
    students: Sequence[Student], tasks: Sequence[Task], in_force: InForce, user: "User | None" = None
) -> dict[Place, Stand]:
    """By student and task, of each pair that has a prediction or a target; three queries beside what `in_force` reads.

    The tasks with their `schema_version`. With a `user`, of each student what they see.
    """
    newest = newest_of(Student.objects.filter(pk__in=[student.pk for student in students]), tasks, user)
    predictions = [prediction for by_task in newest.values() for prediction in by_task.values()]
    told = {
        prediction.pk: distribution
        for prediction, distribution in zip(predictions, distributions_of(predictions), strict=True)
    }
    targets = _targets(students, tasks, user)
    read = _Reader(in_force, told)
    return {
        (student.pk, task.pk): read.stand(student, task, newest[student.pk].get(task.pk), targets)
        for student in students
        for task in tasks
        if student.pk in newest and (task.pk in newest[student.pk] or (student.pk, task.pk) in targets)
    }


def _targets(students: Sequence[Student], tasks: Sequence[Task], user: "User | None") -> dict[Place, Target]:
    told = Target.objects.told_to(user) if user else Target.objects.all()
    rows = told.filter(student__in=students, task__in=tasks).newest()
    return {(row.student_id, row.task_id): row for row in rows if row.is_set}


class _Reader:
    """Asks of each task what is in force then and now, once per row."""

    def __init__(self, in_force: InForce, told: "Mapping[int, Distribution | None]") -> None:
        self._in_force, self._told, self._now = in_force, told, timezone.now()

    def stand(
        self, student: Student, task: Task, prediction: Prediction | None, targets: Mapping[Place, Target]
    ) -> Stand:
        in_force, place = self._in_force, student.classroom_id
        return Stand(
            field=task.target,
            prediction=prediction,
            grading=in_force.at(task, place, prediction.made_at) if prediction else None,
            distribution=self._told[prediction.pk] if prediction else None,
            aim=Standing(
                task=task,
                grading=in_force.at(task, place, self._now),
                newest=targets.get((student.pk, task.pk)),
                prediction=prediction,
            ),
        )
