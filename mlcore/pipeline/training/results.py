"""What a training reports: events on the way, a result per candidate, and the outcome. All of it plain data."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from mlcore.pipeline.results.candidates import CurvePoint
from mlcore.pipeline.results.diagnosis import Diagnosis, FieldErrors
from mlcore.pipeline.results.scores import Estimate, Scores
from mlcore.pipeline.training.selection import Selection

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle


@dataclass(frozen=True)
class Parts:
    """How the rows were used. `groups` counts the groups kept together, 0 where there are none."""

    rows: int
    training_rows: int
    held_out_rows: int
    folds: int
    repeats: int
    groups: int
    seed: int
    held_out_actual: list[float]


@dataclass(frozen=True)
class CandidateResult:
    """One line of the leaderboard; a candidate that failed has an `error` and no figures.

    `mae` and `rmse` are in the unit of the target, `spread` is the standard deviation of R2 between folds, `gap`
    is R2 in training minus R2 in validation. Where groups are kept together, the `plain` figures stand beside:
    those of folds that mix the groups.
    """

    candidate: str
    label: str
    params: dict[str, Any] = field(default_factory=dict)
    searched: dict[str, list[Any]] = field(default_factory=dict)
    tried: list[dict[str, Any]] = field(default_factory=list)
    r2: Estimate | None = None
    mae: Estimate | None = None
    mse: Estimate | None = None
    rmse: Estimate | None = None
    plain_r2: Estimate | None = None
    plain_rmse: Estimate | None = None
    spread: float | None = None
    gap: float | None = None
    fit_seconds: float | None = None
    predict_seconds: float | None = None
    tuning_seconds: float | None = None
    held_out: Scores | None = None
    fold_scores: dict[str, list[float]] = field(default_factory=dict)
    held_out_predictions: list[float] = field(default_factory=list)
    held_out_groups: tuple[FieldErrors, ...] = ()
    learning_curve: tuple[CurvePoint, ...] = ()
    tied: bool = False
    winner: bool = False
    error: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON types only."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain


@dataclass(frozen=True)
class TrainingOutcome:
    """The leaderboard (best first, failed candidates last), the choice, and the bundle that may serve."""

    results: tuple[CandidateResult, ...]
    baseline: CandidateResult
    selection: Selection
    all_rows: Mapping[str, Estimate]
    parts: Parts
    bundle: "Bundle"
    diagnosis: Diagnosis

    @property
    def winner(self) -> CandidateResult:
        return next(result for result in self.results if result.winner)


@dataclass(frozen=True)
class Started:
    """Training begins; `candidates` maps slugs to labels."""

    candidates: Mapping[str, str]
    parts: Parts


@dataclass(frozen=True)
class CandidateDone:
    """A candidate was tuned and compared, or failed; ties and the winner are not known yet."""

    result: CandidateResult


@dataclass(frozen=True)
class Finished:
    """The last event."""

    outcome: TrainingOutcome


Event = Started | CandidateDone | Finished
