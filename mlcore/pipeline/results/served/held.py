"""How predictions fared: beside results, over results as they come, and beside what is entered today; as facts."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.scores import Estimate

# Of fewer results the share inside a range is known to no better than 15 in 100.
FEWEST_RESULTS = 30
# Of fewer students nothing is told about what is entered.
FEWEST_ENTERED = 30

Side = Literal["higher", "lower", "wider", "narrower"]


@dataclass(frozen=True, kw_only=True)
class Held:
    """One result beside what was predicted before it, in units of the target; ends of a range by its level."""

    value: float
    ranges: dict[int, tuple[float, float]]
    result: float


@dataclass(frozen=True, kw_only=True)
class TrackRecord:
    """Of so many `results`: the share inside the range of each level, how far off values were on average (`error`), and
    how far results lay above them (`above`), all with 95 % intervals."""

    results: int
    inside: tuple[LevelCoverage, ...]
    error: Estimate
    above: Estimate


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What a bet against the ranges has become over `results`, from 1, and the most it was; `alarm` is after how many
    of them it had grown twentyfold, None where it never had, and `side` where they lay then."""

    results: int
    bet: float
    most: float
    alarm: int | None = None
    side: Side | None = None


@dataclass(frozen=True, kw_only=True)
class Moved:
    """An input whose values are spread otherwise than then; `p_value` allows for every test that was made. Of a number
    both means, of a choice the one whose share changed most, with both shares."""

    field: str
    p_value: float
    then: float
    now: float
    choice: str | None = None
