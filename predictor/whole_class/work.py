"""Predicting a class: all of it or nothing, at once or as a job."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from mlcore import stopping
from mlcore.models import Task
from mlcore.pipeline.messages import N_, message
from predictor.jobs import work as jobs
from predictor.models import Classroom, Job, Prediction, Student, Submission
from predictor.predicting.work import store_all
from predictor.problems import ClassArchived, DeletedMeanwhile
from predictor.whole_class.plan import ClassPlan, Which, plan_class

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KIND = "class-predictions"
# Of students and questions together; more are a job.
MOST_AT_ONCE = 200
GONE = N_("The class was deleted in the meantime.")


@dataclass(frozen=True)
class Made:
    """What came of one question; whoever was predicted before with the same inputs and version is in the plan alone."""

    plan: ClassPlan
    predictions: tuple[Prediction, ...]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What was asked for."""

    classroom: Classroom
    tasks: Sequence[Task]
    door: Submission.Door
    which: Which = Which.ALL


Then = Callable[[Sequence[Made]], object]


@transaction.atomic
def predict_class(order: Order, made_by: "User", and_then: Then | None = None) -> list[Made]:
    """Whoever already has just this prediction keeps it: run twice, nobody is predicted twice. `and_then` is what the
    same transaction ends with. Raises DeletedMeanwhile, ClassArchived, PredictingStopped.
    """
    students = _held(order.classroom)
    plans = plan_class(students, order.tasks, order.which)
    made = [Made(plan, _stored(plan, made_by, order.door)) for plan in plans]
    stopping.check()  # also where somebody stopped it while this went on
    if and_then:
        and_then(made)
    return made


def is_large(order: Order) -> bool:
    return order.classroom.students.count() * len(order.tasks) > MOST_AT_ONCE


@transaction.atomic
def ask(order: Order, *, by: "User") -> Job:
    """A worker does it. The same again, while it waits or runs, is the same job.

    Raises DeletedMeanwhile, ClassArchived, PredictingStopped.
    """
    stopping.check()
    _check(Classroom.objects.to_change().filter(pk=order.classroom.pk).first())
    arguments = {
        "classroom": order.classroom.pk,
        "tasks": [task.slug for task in order.tasks],
        "door": str(order.door),
        "which": str(order.which),
    }
    return jobs.ask_once(KIND, arguments, asked_by=by)


def _held(classroom: Classroom) -> list[Student]:
    """What is known of them stays as it is until the end of the transaction."""
    list(Student.objects.to_change().of(classroom).order_by("pk").values_list("pk"))
    _check(Classroom.objects.filter(pk=classroom.pk).first())
    return list(classroom.students)


def _check(classroom: Classroom | None) -> None:
    if classroom is None:
        raise DeletedMeanwhile(message(GONE))
    ClassArchived.check(classroom)


def _stored(plan: ClassPlan, made_by: "User", door: Submission.Door) -> tuple[Prediction, ...]:
    if plan.model is None:
        return ()
    version, moment = plan.model.version, timezone.now()
    submissions = [
        Submission(
            task=plan.task,
            schema_version_id=version.schema_version_id,
            student=one.student,
            answers=one.inputs,
            door=door,
            made_by=made_by,
            made_at=moment,
        )
        for one in plan.to_predict
    ]
    return tuple(store_all(submissions, [one.answer for one in plan.to_predict], version))
