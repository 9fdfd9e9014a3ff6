"""One training as a job: `mlcore.versions.retraining` with its progress told, and its end stored with the job's."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mlcore.models import Dataset, Task
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.messages import N_, message
from mlcore.versions import retraining
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Later, Refused, Run
from predictor.models import Job
from predictor.policies import work as policies
from predictor.training import recorded
from predictor.training.ordering.order import Order
from predictor.training.progress import Progress
from predictor.training.words import sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_NAME = 150
NOTHING_RECORDED = N_("No recorded result has all of its inputs known on an earlier day. Choose a dataset as well.")


def run(run: Run, **arguments: Any) -> None:
    """As `Order` has them."""
    order = Order(**arguments)
    try:
        _train(run, order, _task(order.task))
    except retraining.AlreadyTraining as error:
        raise Later from error
    except PipelineError as error:
        raise Refused(error.message) from error


def _train(run: Run, order: Order, task: Task) -> None:
    events = retraining.retrain(
        task,
        *_datasets(order, task),
        candidates=order.candidates,
        seed=order.seed,
        leave_out=order.leave_out,
        asked=retraining.Asked(who=_who(run.job), job=run.job.pk, confirm=lambda stored: _finish(run, order, stored)),
    )
    progress = Progress()
    with closing(events):
        for event in events:
            run.tell(*progress.after(event))


def _task(slug: str) -> Task:
    task = Task.objects.select_related("schema_version").filter(slug=slug).first()
    if task is None:
        raise Refused(message(N_("The task '%(task)s' is gone."), task=slug))
    return task


def _datasets(order: Order, task: Task) -> list[Dataset]:
    there = Dataset.objects.present().select_related("schema_version", "adds_to").in_bulk(order.datasets)
    if len(there) < len(set(order.datasets)):
        raise Refused(message(N_("The rows of a dataset that was chosen were deleted meanwhile. Choose others.")))
    results = recorded.store(task) if order.outcomes else None
    found = list(dict.fromkeys([*there.values(), *([results] if results else [])]))
    if not found:
        raise Refused(message(NOTHING_RECORDED))
    return found


def _finish(run: Run, order: Order, stored: retraining.Stored) -> None:
    """Measuring is asked for where the version is stored: both, or neither."""
    run.finish(_result(stored))
    if order.policies and run.job.asked_by:
        policies.ask(stored.version, (), by=run.job.asked_by)


def _who(job: Job) -> str:
    return job.asked_by.get_username()[:LONGEST_NAME] if job.asked_by else "a job"


def _result(stored: retraining.Stored) -> dict[str, Any]:
    version = stored.version
    return {"version": version.pk, "number": version.number, "run": version.run_id, "live": stored.verdict.passes}


def given_up(job: Job) -> None:
    retraining.close_of_job(job.pk)


def is_open(job: Job, viewer: "User") -> bool:
    """It speaks of datasets, which are the school's."""
    return True


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    slugs = [str(job.arguments.get("task", "")) for job in jobs]
    labels = dict(Task.objects.filter(slug__in=slugs).values_list("slug", "label"))
    return [_("Training of %(task)s") % {"task": labels.get(slug, slug)} for slug in slugs]


def line(fact: Mapping[str, Any]) -> str:
    return sentence(fact)


def outcome(job: Job) -> Outcome:
    live, kept = _("Version %(number)s is live now."), _("Version %(number)s is kept but not live.")
    said = (live if job.result.get("live") else kept) % {"number": job.result.get("number")}
    return Outcome(said, reverse("training", args=[job.pk]))
