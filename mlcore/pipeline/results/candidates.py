"""One line of the leaderboard, as it was measured."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """RMSE in the unit of the target, mean over the folds; `low` and `high` are the best and the worst fold."""

    rows: int
    learned: float
    unseen: float
    low: float
    high: float
