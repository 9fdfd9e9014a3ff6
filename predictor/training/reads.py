"""One training as its page shows it: each candidate on the way, then what came of it beside the live version."""

from collections.abc import Sequence
from dataclasses import dataclass

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.fitting.candidates import CANDIDATES
from mlcore.versions.ledger import said_of
from mlcore.versions.stored import StoredRun
from mlcore.words.verdicts import gate
from predictor.models import Job
from predictor.training import words


@dataclass(frozen=True)
class Line:
    """A candidate: 'waits', 'done', or 'failed' with why."""

    label: str
    state: str
    why: str = ""


@dataclass(frozen=True)
class Found:
    """What a training ended with. `said` is what the gate says; `live` is the version that serves now."""

    version: ModelVersion
    run: StoredRun
    live: ModelVersion | None
    said: str

    @property
    def other(self) -> ModelVersion | None:
        """To set beside: the version that serves, or where the new one does, the one before it."""
        if self.live and self.live.pk != self.version.pk:
            return self.live
        before = ModelVersion.objects.filter(task=self.version.task, number__lt=self.version.number)
        return before.order_by("-number").first()


@dataclass(frozen=True, kw_only=True)
class ShownTraining:
    job: Job
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
    return ShownTraining(
        job=job,
        task=task,
        candidates=_candidates(job),
        told=list(filter(None, map(words.told, job.lines))),
        found=_found(job),
    )


def _candidates(job: Job) -> list[Line]:
    """Of the last attempt: one that was killed begins anew."""
    asked = job.arguments.get("candidates") or [candidate.slug for candidate in CANDIDATES]
    ended = {fact["label"]: fact["error"] for fact in job.lines if _is_of_candidate(fact, job)}
    return [_line(candidate.label, ended) for candidate in CANDIDATES if candidate.slug in asked]


def _is_of_candidate(fact: dict[str, object], job: Job) -> bool:
    return fact.get("kind") == "candidate" and fact.get("attempt") == job.attempts


def _line(label: str, ended: dict[str, str]) -> Line:
    if label not in ended:
        return Line(label, "waits")
    return Line(label, "failed", ended[label]) if ended[label] else Line(label, "done")


def _found(job: Job) -> Found | None:
    """None until it is done, and where its version is gone."""
    rows = ModelVersion.objects.select_related("task", "schema_version", "run__dataset", "run__task")
    version = rows.filter(pk=job.result.get("version")).first()
    if version is None:
        return None
    return Found(version, StoredRun.of(version.run), ModelVersion.objects.live_for(version.task), _said(version))


def _said(version: ModelVersion) -> str:
    verdict = StoredRun.of(version.run).verdict
    if verdict is None:
        return ""
    return said_of(verdict, version) if verdict.passes else gate.refused(verdict, version.schema_version.schema)
