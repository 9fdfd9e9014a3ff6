"""What a student is to reach in a task, beside what similar students reach."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from mlcore.models import Task
from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.distribution.reaching import reached_by
from mlcore.pipeline.schema import Field, Grading
from mlcore.words.marks import targets as words
from predictor.grades.chances import distribution_of
from predictor.grades.in_force import InForce
from predictor.models import Prediction, Student, Target

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution

QUARTER, TENTH = 0.25, 0.1


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`newest` is the row that counts, perhaps one that took the target back; `prediction` the newest of the task, or
    the one that is looked at."""

    task: Task
    grading: Grading | None
    newest: Target | None = None
    prediction: Prediction | None = None

    @property
    def target(self) -> Target | None:
        return self.newest if self.newest and self.newest.is_set else None

    @property
    def aim(self) -> str:
        return aim_of(self.newest, self.grading) if self.newest else ""

    @property
    def chance(self) -> float | None:
        """The share of similar students who reach the target; None where that is not known."""
        if self.score is None or self.distribution is None:
            return None
        return self.distribution.chance_of(self.score)

    @property
    def reach(self) -> str:
        """How many these are, in words; empty where that is not known."""
        if self.chance is None or self.score is None:
            return ""
        return words.reach(self.chance, self._counted(self.score))

    def _counted(self, score: float) -> tuple[int, int] | None:
        """As beside the chances of grades, so that one page does not count the same people twice in two ways."""
        if self.grading is None or self.distribution is None:
            return None
        return words.counted_at(Chances.of(self.distribution, self.grading), score)

    @property
    def stretch(self) -> str:
        """What the upper quarter and tenth of similar students reach; empty where that is not known."""
        if self.distribution is None:
            return ""
        quarter, tenth = (reached_by(self.distribution, share, self.field.decimals) for share in (QUARTER, TENTH))
        return words.stretch(quarter, tenth, self.field, self.grading)

    @property
    def score(self) -> float | None:
        """What is to be reached; of a grade, where it begins today. None where nothing is, or no such grade is left."""
        if self.newest is None:
            return None
        if self.newest.score is not None:
            return self.newest.score
        grade = self.grading.named(self.newest.grade) if self.grading else None
        return float(grade.start) if grade else None

    @property
    def is_of_old_grades(self) -> bool:
        """Whether it is a grade that the boundaries in force do not have any more."""
        return self.target is not None and self.score is None

    @property
    def field(self) -> Field:
        return self.task.target

    @cached_property
    def distribution(self) -> "Distribution | None":
        """None without a prediction, and where its model version is too old to tell or its file is gone."""
        return distribution_of(self.prediction) if self.prediction else None


def aim_of(target: Target, grading: Grading | None) -> str:
    return words.aim(target.score, target.grade, grading)


def standings(student: Student, tasks: Iterable[Task]) -> list[Standing]:
    """In the order of the tasks; three queries, however many there are."""
    tasks = list(tasks)
    newest = _newest_rows(student)
    predictions = _newest_predictions(student, [task for task in tasks if task.pk in newest and newest[task.pk].is_set])
    return _side_by_side(student, tasks, newest, predictions)


def standings_beside(student: Student, tasks: Sequence[Task], newest: Mapping[int, Prediction]) -> list[Standing]:
    """With the predictions that were read already, by task: also of tasks without a target."""
    return _side_by_side(student, tasks, _newest_rows(student), newest)


def standing(student: Student, task: Task) -> Standing:
    """With the newest prediction, whether or not a target is set."""
    (found,) = _side_by_side(student, [task], _newest_rows(student), _newest_predictions(student, [task]))
    return found


def standing_beside(prediction: Prediction) -> Standing:
    """For the page of a prediction; without a student there is no target."""
    student, task = prediction.student, prediction.task
    newest = _newest_rows(student) if student else {}
    (found,) = _side_by_side(student, [task], newest, {task.pk: prediction})
    return found


def _side_by_side(
    student: Student | None,
    tasks: Sequence[Task],
    newest: Mapping[int, Target],
    predictions: Mapping[int, Prediction],
) -> list[Standing]:
    in_force, now = InForce(), timezone.now()
    classroom = student.classroom_id if student else None
    return [
        Standing(
            task=task,
            grading=in_force.at(task, classroom, now),
            newest=newest.get(task.pk),
            prediction=predictions.get(task.pk),
        )
        for task in tasks
    ]


def _newest_rows(student: Student) -> dict[int, Target]:
    """By task."""
    rows = Target.objects.filter(student=student).newest().select_related("made_by")
    return {row.task_id: row for row in rows}


def _newest_predictions(student: Student, tasks: Sequence[Task]) -> dict[int, Prediction]:
    """By task."""
    if not tasks:
        return {}
    rows = Prediction.objects.filter(student=student, task__in=tasks).select_related("submission", "model_version")
    return {row.task_id: row for row in rows.order_by("task_id", "-id").distinct("task_id")}
