"""One line of the leaderboard, as it was measured."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from mlcore.pipeline.results.diagnosis import FieldErrors
from mlcore.pipeline.results.held_out import HeldOut
from mlcore.pipeline.results.parts import InForce
from mlcore.pipeline.results.scores import Estimate, Scores


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """RMSE in the unit of the target, mean over the folds; `low` and `high` are the best and the worst fold."""

    rows: int
    learned: float
    unseen: float
    low: float
    high: float


@dataclass(frozen=True)
class Tried:
    """Settings that were tried, and their RMSE on the tuning folds.

    Those that were dropped after some of the `folds` lie as far behind the best as they did there; 0 stands for all.
    """

    params: Mapping[str, Any]
    rmse: float
    folds: int = 0


@dataclass(frozen=True, kw_only=True)
class CandidateResult:
    """A candidate that failed has an `error` and no figures, nor has one that stepped `aside` because of many rows.

    `mae` and `rmse` are in the unit of the target, `spread` is the standard deviation of R2 between folds, `gap`
    is R2 in training minus R2 in validation. Where groups are kept together, the `plain` figures stand beside:
    those of folds that mix the groups. `effort` says what was done less of this candidate because of many rows.
    """

    candidate: str
    label: str
    params: Mapping[str, Any] = field(default_factory=dict)
    searched: Mapping[str, list[Any]] = field(default_factory=dict)
    tried: tuple[Tried, ...] = ()
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
    fold_scores: Mapping[str, list[float]] = field(default_factory=dict)
    held_out: Scores | None = None
    held_out_rows: HeldOut | None = None
    held_out_groups: tuple[FieldErrors, ...] = ()
    learning_curve: tuple[CurvePoint, ...] = ()
    tied: bool = False
    winner: bool = False
    error: str | None = None
    effort: tuple[InForce, ...] = ()
    aside: InForce | None = None

    @property
    def was_compared(self) -> bool:
        return self.error is None and self.aside is None

    def to_dict(self) -> dict[str, Any]:
        """JSON types only."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain
