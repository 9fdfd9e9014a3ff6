"""One training as its page shows it: each candidate on the way, then what came of it beside the live version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.fitting.candidates import CANDIDATES
from mlcore.versions.stored import StoredResult, StoredRun
from mlcore.words import numbers
from mlcore.words.verdicts import gate
from predictor.models import Job
from predictor.runs.leaderboard import standing_words
from predictor.training import words
from predictor.versions.timeline import Comparison, side_by_side, version_lines


@dataclass(frozen=True)
class Line:
    """A candidate: how far it is or where it stands, and why it failed."""

    label: str
    state: str
    why: str = ""
    figure: str = ""
    is_good: bool = False


@dataclass(frozen=True)
class Found:
    """What a training ended with. `said` is what the gate says; `beside` sets it beside the version that was live."""

    version: ModelVersion
    run: StoredRun
    said: str
    beside: Comparison | None


@dataclass(frozen=True, kw_only=True)
class ShownTraining:
    task: Task | None
    candidates: Sequence[Line]
    told: Sequence[str]
    found: Found | None

    @property
    def versions(self) -> list[ModelVersion]:
        """For the notice about made-up data."""
        return [self.found.version] if self.found else []


def training(job: Job) -> ShownTraining:
    task = Task.objects.select_related("schema_version").filter(slug=job.arguments.get("task", "")).first()
    found = _found(job)
    return ShownTraining(
        task=task,
        candidates=_standings(found.run) if found else _on_the_way(job),
        told=list(filter(None, map(words.told, job.lines))),
        found=found,
    )


def _standings(run: StoredRun) -> list[Line]:
    return [_standing(result, run) for result in run.compared]


def _standing(result: StoredResult, run: StoredRun) -> Line:
    if not result.measured.was_compared:
        failed = result.measured.error
        return Line(result.label, _("failed"), failed) if failed else Line(result.label, result.error)
    standing = standing_words(result, run.standings[result.candidate])
    figure = _("%(size)s off") % {"size": numbers.size(result.mean("mae"), run.target)}
    return Line(result.label, standing, figure=figure, is_good=result.is_winner)


def _on_the_way(job: Job) -> list[Line]:
    """Of the last attempt: one that was killed begins anew."""
    asked = job.arguments.get("candidates") or [candidate.slug for candidate in CANDIDATES]
    ended = {fact["label"]: fact for fact in job.lines if _is_of_candidate(fact, job)}
    return [_line(candidate.label, ended, _untold(job)) for candidate in CANDIDATES if candidate.slug in asked]


def _untold(job: Job) -> str:
    """What is said of a candidate that was not heard of: while the job runs it may be at work as well as wait."""
    if job.has_ended:
        return _("was not done")
    return _("not done yet") if job.state == Job.State.RUNNING else _("waits")


def _is_of_candidate(fact: Mapping[str, Any], job: Job) -> bool:
    return fact.get("kind") == "candidate" and "label" in fact and fact.get("attempt") == job.attempts


def _line(label: str, ended: Mapping[str, Mapping[str, Any]], untold: str) -> Line:
    fact = ended.get(label)
    if fact is None:
        return Line(label, untold)
    if fact.get("error"):
        return Line(label, _("failed"), fact["error"])
    return Line(label, words.ended_well(fact), is_good=not fact.get("aside"))


def _found(job: Job) -> Found | None:
    """None until it is done, and where its version is gone."""
    rows = ModelVersion.objects.select_related("task", "schema_version", "run__dataset", "run__task")
    version = rows.filter(pk=job.result.get("version")).first()
    if version is None:
        return None
    run = StoredRun.of(version.run)
    return Found(version, run, _said(run), _beside(version, run))


def _said(run: StoredRun) -> str:
    return gate.let_through(run.verdict, run.schema) or gate.refused(run.verdict, run.schema) or _(gate.FIRST)


def _beside(version: ModelVersion, run: StoredRun) -> Comparison | None:
    """The version that was live at its training; None where none was."""
    live = run.verdict.live if run.verdict else 0
    both = version.task.versions.filter(number__in=(version.number, live))
    return side_by_side(version_lines(both), str(version.number), str(live)) if live else None
