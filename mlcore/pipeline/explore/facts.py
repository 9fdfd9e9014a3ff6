"""What stands out in the rows, as facts: `mlcore.words.insights` says them when they are read."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.explore.results import ChoiceSummary, Comparison, Difference, Matrix, StraightLine, Summary
from mlcore.pipeline.stats.interval import Interval

Kind = Literal[
    "strongest",
    "scores-together",
    "by-subject",
    "trend",
    "changeable",
    "groups",
    "number",
    "nothing",
    "not-enough",
    "caution",
]


@dataclass(frozen=True)
class Shares:
    """Of the target's variance, from 0 to 1, the part that goes with each field, in the order of the insight's."""

    shares: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two scores: correlation with its 95 % interval."""

    first: str
    second: str
    r: float
    interval: Interval
    p_value: float


@dataclass(frozen=True)
class ScoresTogether:
    """The loosest and the closest of so many pairs; one pair twice where others could not be told from chance."""

    loosest: Pair
    closest: Pair
    pairs: int


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A sensitive field with two groups, on one score; `eta_squared` is None where the score does not vary."""

    field: str
    score: str
    difference: Difference
    eta_squared: float | None
    p_value: float | None


@dataclass(frozen=True)
class Side:
    """The scores on which the students with this choice are ahead."""

    choice: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class BySubject:
    """A group that is ahead in some subjects and behind in others; `most` is ahead in more of them."""

    most: Side
    fewer: Side


@dataclass(frozen=True, kw_only=True)
class Trend:
    """An ordered field's first and last step that is large enough; `rho` is the correlation of the steps with the
    target, `steady` whether the mean moves one way at every step."""

    field: str
    first: str
    last: str
    ends: Difference
    steady: bool
    rho: float
    p_value: float


@dataclass(frozen=True, kw_only=True)
class FurthestApart:
    """The two groups furthest apart of so many, and how many students they have, which is to be told `in_tens` where
    a small group is hidden."""

    difference: Difference
    n_higher: int
    n_lower: int
    groups: int
    in_tens: bool


Figures = Shares | ScoresTogether | BySubject | Trend | FurthestApart | StraightLine


@dataclass(frozen=True)
class Insight:
    """One finding: its fields, the one it is about first and the target last; its strength, from 0 to 1 as a
    correlation; and its figures, where it has any."""

    kind: Kind
    fields: tuple[str, ...]
    strength: float = 0.0
    figures: Figures | None = None


@dataclass(frozen=True)
class Connection:
    """Of the target's variance the part that goes with a field, from 0 to 1, and how likely chance gives as much."""

    field: str
    share: float | None
    p_value: float | None


@dataclass(frozen=True, kw_only=True)
class Exploration:
    """Everything the exploration of one target shows. `everyone` counts the students per choice of the whole dataset:
    whoever shows a subgroup must know which are too small. `left_out` are the fields of very wide data that all else
    leaves out but the summary's counts, closest first."""

    target: str
    summary: Summary
    comparisons: tuple[Comparison, ...]
    matrix: Matrix
    insights: tuple[Insight, ...]
    everyone: tuple[ChoiceSummary, ...]
    left_out: tuple[Connection, ...] = ()
