"""The versions of a task over time: figures, sizes, who made which one live, and any two side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from mlcore.models import CandidateResult, ModelVersion, Promotion, Task
from mlcore.pipeline.schema import Field
from mlcore.versions import promotions
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.charts.scale import Scale
from predictor.runs import stored as figures
from predictor.runs.reads import baseline_of, latest_promotions, target_of, winner_of, with_results

VERSIONS_SHOWN = 50


@dataclass(frozen=True)
class VersionLine:
    version: ModelVersion
    winner: CandidateResult | None
    error: str
    rmse: str
    interval: str
    mark: IntervalMark | None
    r2: str
    arrival: Promotion | None


@dataclass(frozen=True)
class Comparison:
    """Facts about two versions under the same names; `caution` where their figures cannot be set side by side."""

    one: ModelVersion
    other: ModelVersion
    facts: list[tuple[str, str, str]]
    caution: str


def version_lines(task: Task) -> list[VersionLine]:
    """Newest first, their RMSE on a shared axis."""
    versions = list(with_results(task.versions.newest_first())[:VERSIONS_SHOWN])
    arrivals = latest_promotions(versions)
    scale = _scale(versions)
    lines = []
    for version in versions:
        winner, target = winner_of(version.run.results.all()), target_of(version.run)
        found = figures.estimate_of(winner, "rmse")
        lines.append(
            VersionLine(
                version,
                winner,
                error=figures.number(figures.mean_of(winner, "mae"), 2),
                rmse=figures.number(figures.mean_of(winner, "rmse"), 2),
                interval=figures.span(found, target),
                mark=interval_mark(found, scale),
                r2=figures.number(figures.mean_of(winner, "r2"), 3),
                arrival=arrivals.get(version.pk),
            )
        )
    return lines


def axis_of(lines: Sequence[VersionLine]) -> tuple[str, str] | None:
    """Where the axis of the pictures starts and ends."""
    scale = _scale([line.version for line in lines])
    return (figures.number(scale.low, 1), figures.number(scale.high, 1)) if scale else None


def _scale(versions: Sequence[ModelVersion]) -> Scale | None:
    return shared_scale(figures.estimate_of(winner_of(version.run.results.all()), "rmse") for version in versions)


def has_version_before(task: Task) -> bool:
    """Whether a rollback would find a version to bring back."""
    try:
        promotions.version_before(task)
    except promotions.NotPromoted:
        return False
    return True


def side_by_side(lines: Sequence[VersionLine], one: str, other: str) -> Comparison | None:
    """Two versions by their numbers; None where a number is unknown."""
    by_number = {str(line.version.number): line.version for line in lines}
    if one not in by_number or other not in by_number:
        return None
    left, right = by_number[one], by_number[other]
    pairs = zip(_facts(left), _facts(right), strict=True)
    facts = [(label, mine, theirs) for (label, mine), (_, theirs) in pairs]
    same = left.run.dataset_id == right.run.dataset_id
    caution = (
        ""
        if same
        else "They learned from different data, so their figures were not measured on the same students. "
        "A new training compares itself with the live model on the same ones."
    )
    return Comparison(left, right, facts, caution)


def _facts(version: ModelVersion) -> list[tuple[str, str]]:
    run, target = version.run, target_of(version.run)
    winner, baseline = winner_of(run.results.all()), baseline_of(run.results.all())
    return [
        ("Model", version.label),
        ("Settings", _settings(winner)),
        ("Data", run.dataset.name),
        ("Students", f"{run.dataset.rows:,}"),
        ("Trained", f"{timezone.localtime(version.created_at):%-d %B %Y, %H:%M}"),
        ("Typical error (MAE)", _with_interval(winner, "mae", target)),
        ("RMSE", _with_interval(winner, "rmse", target)),
        ("R²", figures.number(figures.mean_of(winner, "r2"), 3)),
        ("RMSE of saying the average", figures.number(figures.mean_of(baseline, "rmse"), 2)),
        ("80 % ranges that held", _covered(version, 80)),
        ("90 % ranges that held", _covered(version, 90)),
    ]


def _settings(winner: CandidateResult | None) -> str:
    chosen = winner.figures.get("params", {}) if winner else {}
    return ", ".join(f"{name.replace('_', ' ')} {figures.setting(value)}" for name, value in chosen.items())


def _with_interval(winner: CandidateResult | None, name: str, target: Field) -> str:
    found, mean = figures.estimate_of(winner, name), figures.number(figures.mean_of(winner, name), 2)
    return f"{mean} ({figures.span(found, target)})" if found else mean


def _covered(version: ModelVersion, level: int) -> str:
    stored = figures.diagnosis_of(version.run).get("coverage", [])
    found = next((one["share"] for one in stored if one["level"] == level), None)
    return figures.percent(found["mean"]) if found else figures.NONE
