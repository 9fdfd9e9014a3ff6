"""A teacher's own estimates beside the model's and the average of both, as facts in units of the target."""

from dataclasses import dataclass

from mlcore.pipeline.results.scores import Estimate

# Of fewer results nothing is told: neither by chance nor by single students shall anybody judge themselves.
FEWEST_ESTIMATED = 20


@dataclass(frozen=True, kw_only=True)
class Estimated:
    """What a teacher and the model expected of one student, and what became of it."""

    own: float
    model: float
    result: float


@dataclass(frozen=True, kw_only=True)
class Fared:
    """How far off on average (`error`), and how far above the results (`above`); with 95 % intervals."""

    error: Estimate
    above: Estimate


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """Of so many `results`; differences of errors are of the same students, and their three intervals hold at once."""

    results: int
    own: Fared
    model: Fared
    both: Fared
    own_less_model: Estimate
    own_less_both: Estimate
    model_less_both: Estimate
