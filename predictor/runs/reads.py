"""Reading tasks, runs and versions for the pages: each page asks the same number of queries for any history."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from mlcore.models import CandidateResult, ModelVersion, Promotion, Task, TrainingRun
from mlcore.pipeline.fitting.candidates import BASELINE
from mlcore.pipeline.schema import Field
from mlcore.versions.stored import StoredRun

RUNS_OFFERED = 50


@dataclass(frozen=True)
class TaskLine:
    """A task on the first page: its live version, the run that it came out of, and how it became live."""

    task: Task
    version: ModelVersion | None = None
    run: StoredRun | None = None
    arrival: Promotion | None = None

    @property
    def target(self) -> Field:
        return self.task.target


@dataclass(frozen=True)
class OfferedRun:
    run: TrainingRun
    is_shown: bool


def task_lines(tasks: QuerySet[Task]) -> list[TaskLine]:
    live = {version.task_id: version for version in with_results(ModelVersion.objects.live())}
    arrivals = latest_promotions(list(live.values()))
    return [_task_line(task, live.get(task.pk), arrivals) for task in tasks.select_related("schema_version")]


def _task_line(task: Task, version: ModelVersion | None, arrivals: dict[int, Promotion]) -> TaskLine:
    if version is None:
        return TaskLine(task)
    return TaskLine(task, version, StoredRun.of(version.run), arrivals.get(version.pk))


def with_results(versions: QuerySet[ModelVersion]) -> QuerySet[ModelVersion]:
    """With the winner and the baseline of each version's run, and nothing of the other candidates."""
    lines = CandidateResult.objects.filter(is_winner=True) | CandidateResult.objects.filter(candidate=BASELINE.slug)
    related = ("run__dataset", "run__task__schema_version", "schema_version", "task__schema_version")
    return versions.select_related(*related).prefetch_related(Prefetch("run__results", queryset=lines))


def latest_promotions(versions: Sequence[ModelVersion]) -> dict[int, Promotion]:
    """By version, how it last became the live one."""
    rows = Promotion.objects.filter(version__in=versions).select_related("version__task").order_by("id")
    return {promotion.version_id: promotion for promotion in rows}


def finished(task: Task) -> QuerySet[TrainingRun]:
    """Runs that have a leaderboard, newest first."""
    runs = TrainingRun.objects.filter(task=task, status=TrainingRun.Status.FINISHED)
    return runs.select_related("dataset", "task", "model_version__schema_version")


def offered(task: Task, shown: TrainingRun | None) -> list[OfferedRun]:
    """To choose from: the newest runs, without what was measured over the whole of each; empty where only one is."""
    runs = list(finished(task).defer("details")[:RUNS_OFFERED])
    return [OfferedRun(run, run == shown) for run in runs] if shown and len(runs) > 1 else []


def chosen_run(task: Task, asked: str | None) -> TrainingRun | None:
    """The run that was asked for; otherwise the one whose version is live, or the newest. None where there is none."""
    runs = finished(task)
    if asked:
        return runs.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None
    return runs.filter(model_version__is_live=True).first() or runs.first()
