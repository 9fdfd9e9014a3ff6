"""What is left to do after a student was forgotten, as a job."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.models import Task
from mlcore.versions import retraining
from mlcore.versions.learned import RowsLost
from mlcore.words.said import said_of
from predictor.forgetting.rest.finishing import Training, finish
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Later, Run
from predictor.models import Job
from predictor.training.progress import Progress
from predictor.training.words import sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_NAME = 150


def run(run: Run, *, forgetting: int, of: str) -> None:
    counts = {"models": 0, "stopped": 0}
    asked = retraining.Asked(who=_who(run.job), job=run.job.pk)
    progress = Progress()
    try:
        with closing(finish(asked, lambda: run.finish({"forgetting": forgetting, **counts}))) as steps:
            for step in steps:
                progress = _tell(run, step, progress, counts)
    except (retraining.AlreadyTraining, RowsLost) as error:
        raise Later from error


def _tell(run: Run, step: Training, progress: Progress, counts: dict[str, int]) -> Progress:
    """Each training has a progress of its own."""
    before = 100 * (step.number - 1) / step.of
    about = {"task": step.version.task.slug, "number": step.number, "of": step.of}
    if step.why_not:
        counts["stopped"] += 1
        run.tell(before, {"kind": "stopped", **about, "why": step.why_not.to_dict()})
    elif step.event is None:
        counts["models"] += 1
        run.tell(before, {"kind": "again", **about})
        return Progress()
    else:
        percent, fact = progress.after(step.event)
        run.tell(before + percent / step.of, fact)
    return progress


def _who(job: Job) -> str:
    return job.asked_by.get_username()[:LONGEST_NAME] if job.asked_by else _("a job")


def given_up(job: Job) -> None:
    retraining.close_of_job(job.pk)


def is_open(job: Job, viewer: "User") -> bool:
    """It speaks of models, which are the school's."""
    return True


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    """A student who was forgotten has no name."""
    return [_("What is left after a student was forgotten")] * len(jobs)


def line(fact: Mapping[str, Any]) -> str:
    if fact.get("kind") not in ("again", "stopped"):
        return sentence(fact)
    label = Task.objects.filter(slug=fact["task"]).values_list("label", flat=True).first() or fact["task"]
    about = {"number": fact["number"], "of": fact["of"], "task": label}
    if fact["kind"] == "again":
        return _("%(number)s of %(of)s: %(task)s is trained without them.") % about
    told = _("%(number)s of %(of)s: nothing predicts %(task)s any more. %(why)s")
    return told % {**about, "why": said_of(fact["why"])}


def outcome(job: Job) -> Outcome:
    models, stopped = job.result.get("models", 0), job.result.get("stopped", 0)
    trained = models - stopped
    said = [_("Nothing is left that learned from them.")]
    if trained:
        said.append(
            ngettext("%(count)s model was trained again.", "%(count)s models were trained again.", trained)
            % {"count": trained}
        )
    if stopped:
        said.append(_("Of %(count)s there was too little left to learn from.") % {"count": stopped})
    return Outcome(" ".join(said), reverse("forgotten"))
