"""What a training found, as rows; read again in mlcore.versions.stored."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mlcore.models import CandidateResult, ResultDetail, TrainingRun
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.versions.upgrades import FORMAT

if TYPE_CHECKING:
    from mlcore.pipeline.results.candidates import CandidateResult as Measured
    from mlcore.pipeline.training.results import TrainingOutcome

# Only the page of one candidate shows these.
DETAILS = ("tried", "searched", "held_out_rows", "held_out_groups", "learning_curve")
# These are columns.
COLUMNS = ("candidate", "label", "winner", "tied", "error")


def record(run: TrainingRun, outcome: "TrainingOutcome") -> None:
    """The leaderboard, a row per candidate, with its details beside it."""
    measured = [*outcome.results, outcome.baseline]
    figures = [result.to_dict() for result in measured]
    rows = CandidateResult.objects.bulk_create(_lines(run, measured, figures))
    ResultDetail.objects.bulk_create(
        ResultDetail(result=row, figures={name: found[name] for name in DETAILS})
        for row, found in zip(rows, figures, strict=True)
    )


def _lines(run: TrainingRun, measured: list["Measured"], figures: list[dict[str, Any]]) -> Iterator[CandidateResult]:
    for position, (result, found) in enumerate(zip(measured, figures, strict=True), start=1):
        yield CandidateResult(
            run=run,
            candidate=result.candidate,
            label=result.label,
            position=position,
            is_winner=result.winner,
            is_tied=result.tied,
            r2=result.r2.mean if result.r2 else None,
            rmse=result.rmse.mean if result.rmse else None,
            mae=result.mae.mean if result.mae else None,
            figures={name: value for name, value in found.items() if name not in (*DETAILS, *COLUMNS)},
            error=result.error or "",
        )


def details_of(outcome: "TrainingOutcome", verdict: Verdict) -> dict[str, Any]:
    """What belongs to the whole run."""
    return {
        "format": FORMAT,
        "parts": asdict(outcome.parts),
        "made_with": outcome.bundle.passport["libraries"],
        "beats_baseline": outcome.selection.beats_baseline,
        "selection": asdict(outcome.selection),
        "rehearsal": outcome.rehearsal and asdict(outcome.rehearsal),
        "diagnosis": asdict(outcome.diagnosis),
        "verdict": asdict(verdict),
        "cautions": [asdict(caution) for caution in outcome.cautions],
    }
