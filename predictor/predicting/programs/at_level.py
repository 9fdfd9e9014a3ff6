"""The range of a prediction at another level than those that are stored with it."""

from dataclasses import dataclass

from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.versions import live
from predictor.models import Prediction

LOWEST, HIGHEST = 50, 98


@dataclass(frozen=True)
class AtLevel:
    """In percent; in units of the target."""

    level: int
    low: float
    high: float


def at_level(prediction: Prediction, level: int) -> AtLevel | None:
    """By the version that answered, for inputs like these. None where its file is gone, or is too old to tell."""
    if level in LEVELS:
        return AtLevel(level, *(getattr(prediction, f"{end}{level}") for end in ("low", "high")))
    bundle = live.readable_bundle_of(prediction.model_version)
    found = bundle.distribution(prediction.submission.answers, prediction.value) if bundle else None
    ends = [(100 - level) / 2, (100 + level) / 2]
    return AtLevel(level, *map(found.percentile, ends)) if found else None
