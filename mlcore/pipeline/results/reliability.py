"""Whether chances come true, as facts."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.results.scores import Estimate

# A calibration error up to this is in band however many rows there are.
SMALL_ERROR = 0.02


@dataclass(frozen=True)
class ChanceBin:
    """Rows whose chance lay from `low` to `high`: the mean chance, and the share that reached the score, with its
    interval."""

    low: float
    high: float
    rows: int
    predicted: float
    observed: Estimate


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """Of the chance to reach `score`: mean squared error (Brier 1950), that of saying the share of all for everybody,
    and the mean distance of predicted and observed shares over bins (expected calibration error), beside what that
    would exceed in 1 of 40 samples, at any of the scores looked at, where every chance is right (None where an older
    release measured).
    """

    score: float
    rows: int
    reached: float
    brier: float
    brier_of_share: float
    calibration_error: float
    bins: tuple[ChanceBin, ...]
    by_chance: float | None = None

    @property
    def limit(self) -> float:
        """The largest calibration error that is in band."""
        return max(SMALL_ERROR, self.by_chance or 0.0)

    @property
    def is_in_band(self) -> bool:
        return self.calibration_error <= self.limit


@dataclass(frozen=True, kw_only=True)
class CheckedChances:
    """Chances held against results: as measured when a model was `trained`; of what a model `served` for `rows` rows
    that it had not learned from (`learned` others were left out); or of its recipe fitted again to parts of the rows,
    of which too few were new or could be told to be new (`learned` is None then).
    """

    kind: Literal["trained", "served", "fitted again"]
    rows: int
    learned: int | None
    found: tuple[Reliability, ...]

    @property
    def out_of_band(self) -> tuple[Reliability, ...]:
        return tuple(one for one in self.found if not one.is_in_band)
