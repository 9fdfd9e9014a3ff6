"""Predicting a large class, as a job."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mlcore.pipeline.messages import message
from predictor.access.questions import tasks_of
from predictor.access.reading.closed import reading_as
from predictor.access.rights import Act
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Refused, Run
from predictor.models import Classroom, ClassroomQuerySet, Job, Submission
from predictor.problems import ClassArchived, DeletedMeanwhile, PredictingStopped
from predictor.whole_class import words
from predictor.whole_class.plan import Which
from predictor.whole_class.work import GONE, Made, Order, predict_class

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BEGUN = 5


def run(run: Run, *, classroom: int, tasks: Sequence[str], door: str, which: str) -> None:
    """`tasks` by their slugs."""
    who = run.job.asked_by
    row = _open_to(who).filter(pk=classroom).first() if who else None
    if who is None or row is None:
        raise Refused(message(GONE))
    asked = [task for task in tasks_of(row) if task.slug in tasks]
    run.tell(BEGUN, {"kind": "predicting", "students": row.students.count(), "tasks": len(asked)})
    order = Order(classroom=row, tasks=asked, door=Submission.Door(door), which=Which(which))

    def finish(made: Sequence[Made]) -> None:
        run.finish({"classroom": row.pk, "tasks": [counts(one) for one in made]})

    try:
        with reading_as(who):
            predict_class(order, who, and_then=finish)
    except (DeletedMeanwhile, ClassArchived, PredictingStopped) as error:
        raise Refused(*error.args) from error


def counts(made: Made) -> dict[str, Any]:
    """What came of a question, as facts."""
    plan = made.plan
    return {
        "task": plan.task.slug,
        "predicted": len(made.predictions),
        "unchanged": len(plan.ready) - len(plan.to_predict),
        "not_predicted": len(plan.not_ready),
        "objecting": len(plan.objecting),
    }


def given_up(job: Job) -> None:
    """Nothing was begun that would have to be closed."""


def is_open(job: Job, viewer: "User") -> bool:
    return _open_to(viewer).filter(pk=job.arguments.get("classroom") or 0).exists()


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    """'Predictions of Class 8a'; without the name of a class that is not theirs, or not any more."""
    keys = [job.arguments.get("classroom") or 0 for job in jobs]
    names = dict(_open_to(viewer).filter(pk__in=keys).values_list("pk", "name"))
    return [_("Predictions of %(class)s") % {"class": names.get(key, _("a class that is gone"))} for key in keys]


def _open_to(viewer: "User") -> ClassroomQuerySet:
    return Classroom.objects.open_to(viewer, Act.PREDICT)


def line(fact: Mapping[str, Any]) -> str:
    return words.told(fact)


def outcome(job: Job) -> Outcome:
    found = job.result.get("tasks", [])
    there = Classroom.objects.filter(pk=job.result.get("classroom") or 0).exists()
    slug = next((one["task"] for one in found if one.get("predicted")), found[0]["task"] if found else "")
    url = reverse("class-predictions", args=[job.result["classroom"], slug]) if there and slug else ""
    return Outcome(words.came_of(found), url)
