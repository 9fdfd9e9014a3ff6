"""Whether chances come true, as facts."""

from dataclasses import dataclass

from mlcore.pipeline.results.scores import Estimate


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
    and the mean distance of predicted and observed shares over bins (expected calibration error).
    """

    score: float
    rows: int
    reached: float
    brier: float
    brier_of_share: float
    calibration_error: float
    bins: tuple[ChanceBin, ...]
