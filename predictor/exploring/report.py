"""Everything a report shows: the exploration for each target, and the leaderboard of each question's newest run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.explorations import exploration_of
from mlcore.models import CandidateResult, Dataset, Task, TrainingRun
from mlcore.pipeline.schema import Field, Schema
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.exploring import texts
from predictor.exploring.choice import targets
from predictor.exploring.figures import Figure
from predictor.exploring.overview import Closeness, closeness, matrix_figure
from predictor.exploring.page import Findings, findings_of, picture_of
from predictor.exploring.single import single_figures

MEASURES = ("rmse", "r2", "mae")


@dataclass(frozen=True)
class Line:
    """One candidate; `verdict` says in words what the leaderboard concludes, `mark` is the RMSE with its interval."""

    label: str
    verdict: str
    rmse: str
    r2: str
    mae: str
    mark: IntervalMark | None


@dataclass(frozen=True)
class Leaderboard:
    """`run` is None where nobody has trained the task; `elsewhere` names other data that it was trained on."""

    task: Task
    run: TrainingRun | None
    lines: tuple[Line, ...]
    elsewhere: str


@dataclass(frozen=True)
class Section:
    target: Field
    findings: Findings
    lines: tuple[Closeness, ...]
    pictures: tuple[Figure, ...]
    leaderboards: tuple[Leaderboard, ...]


@dataclass(frozen=True)
class Report:
    sections: tuple[Section, ...]
    matrix: Figure
    single: tuple[Figure, ...]
    quality: str


def report_of(dataset: Dataset, task: Task | None = None) -> Report:
    """For the target of one task, or for every target that a task of the schema asks for."""
    schema = dataset.schema_version.schema
    tasks = [task] if task else list(Task.objects.filter(schema_version__name=schema.name))
    asked = {one.target.slug for one in tasks}
    chosen = [target for target in targets(schema) if target.slug in asked] or list(targets(schema)[:1])
    first = exploration_of(dataset, chosen[0].slug)
    return Report(
        sections=tuple(_section(dataset, schema, target, tasks) for target in chosen),
        matrix=matrix_figure(first, schema, "all"),
        single=tuple(single_figures(first, schema, "single")),
        quality=texts.quality(first["summary"]),
    )


def _section(dataset: Dataset, schema: Schema, target: Field, tasks: list[Task]) -> Section:
    found = exploration_of(dataset, target.slug)
    lines = closeness(found, schema)
    return Section(
        target=target,
        findings=findings_of(found, schema),
        lines=tuple(lines),
        pictures=tuple(picture_of(found, schema, line.field, target.slug) for line in lines),
        leaderboards=tuple(_leaderboard(task, dataset) for task in tasks if task.target.slug == target.slug),
    )


def _leaderboard(task: Task, dataset: Dataset) -> Leaderboard:
    finished = TrainingRun.objects.filter(task=task, status=TrainingRun.Status.FINISHED)
    run = finished.select_related("dataset").first()
    if run is None:
        return Leaderboard(task, None, (), "")
    results = list(run.results.all())
    # The baseline is far off; an axis that held it would press all the others into a corner.
    scale = shared_scale(result.figures.get("rmse") for result in results[:-1] or results)
    lines = tuple(_line(result, interval_mark(result.figures.get("rmse"), scale)) for result in results)
    return Leaderboard(task, run, lines, "" if run.dataset_id == dataset.pk else run.dataset.name)


def _line(result: CandidateResult, mark: IntervalMark | None) -> Line:
    figures = {name: _estimate(result.figures.get(name), getattr(result, name)) for name in MEASURES}
    return Line(label=result.label, verdict=_verdict(result), mark=mark, **figures)


def _verdict(result: CandidateResult) -> str:
    if result.error:
        return "could not be trained"
    if result.is_winner:
        return "chosen"
    return "too close to separate" if result.is_tied else ""


def _estimate(estimate: Mapping[str, Any] | None, mean: float | None) -> str:
    if estimate:
        return f"{estimate['mean']:.2f} ({estimate['low']:.2f} to {estimate['high']:.2f})".replace("-", "\u2212")
    return texts.decimal(mean)
