"""How well predictions fit, and a figure with its interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# A hundredth of RMSE is too little to matter to anybody, however surely it is measured.
SMALLEST_GAIN = 0.01

# By metric, one figure per fold; `ratio` holds the validation rows per training row.
FoldScores = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Scores:
    """How well one set of predictions fits; `mae` and `rmse` in the unit of the target."""

    r2: float
    mae: float
    mse: float
    rmse: float


@dataclass(frozen=True)
class Estimate:
    """A figure, e.g. the mean over folds, and its 95 % interval."""

    mean: float
    low: float
    high: float

    @property
    def leaves_zero_out(self) -> bool:
        return self.low > 0 or self.high < 0
