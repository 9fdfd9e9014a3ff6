"""How well predictions fit, and a figure with its interval."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# A hundredth of RMSE is too little to matter to anybody, however surely it is measured.
SMALLEST_GAIN = 0.01

# By metric, one figure per fold; `ratio` holds the validation rows per training row.
FoldScores = Mapping[str, Sequence[float]]


# What each metric can be: nobody explains more than all, or is off by less than nothing.
POSSIBLE: Mapping[str, tuple[float, float]] = {
    "r2": (-math.inf, 1.0),
    "mae": (0.0, math.inf),
    "mse": (0.0, math.inf),
    "rmse": (0.0, math.inf),
}


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

    def within(self, lowest: float, highest: float) -> "Estimate":
        """Cut to what is possible, where the true figure lies in any case: it is held as often as before."""
        return Estimate(self.mean, max(self.low, min(lowest, self.mean)), min(self.high, max(highest, self.mean)))
