"""What a run says about its winner: what counts for it, for whom it errs, and what its ranges hold."""

from dataclasses import dataclass, replace

from mlcore.pipeline.results.between import Between
from mlcore.pipeline.results.choice import SecondOpinion
from mlcore.pipeline.results.groups import Group, Side
from mlcore.pipeline.results.reliability import Reliability
from mlcore.pipeline.results.scores import Estimate, Scores
from mlcore.pipeline.results.yardsticks import Chosen


@dataclass(frozen=True)
class FieldImportance:
    """RMSE with the field shuffled minus RMSE as it is, in the unit of the target, with a 95 % interval."""

    field: str
    points: Estimate


@dataclass(frozen=True)
class Together:
    """Two inputs and their correlation: what one tells the model, the other tells as well."""

    first: str
    second: str
    r: float


@dataclass(frozen=True)
class DependencePoint:
    """The model's mean prediction with the field set to `at` in every background row, with a 95 % interval."""

    at: str | float
    value: Estimate


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """Two groups set against each other: `raw` in the data, `own` in the model with all other inputs alike.

    `raw` is mean(higher) - mean(lower), never negative. Of more than two `groups` these are the two furthest apart, and
    its interval holds for any two of them. With `in_tens` a small group is hidden, and exact counts would give it away.
    Runs of older releases have no interval of `raw`, and count nothing (0).
    """

    higher: Side
    lower: Side
    n_higher: int
    n_lower: int
    groups: int
    in_tens: bool
    raw: float
    raw_low: float | None
    raw_high: float | None
    own: Estimate
    opposite: bool

    @property
    def raw_interval(self) -> Estimate | None:
        if self.raw_low is None or self.raw_high is None:
            return None
        return Estimate(self.raw, self.raw_low, self.raw_high)


@dataclass(frozen=True)
class FieldDependence:
    field: str
    points: tuple[DependencePoint, ...]
    contrast: Contrast | None

    def within(self, lowest: float, highest: float) -> "FieldDependence":
        """With intervals cut to the bounds of the target."""
        points = (replace(point, value=point.value.within(lowest, highest)) for point in self.points)
        return replace(self, points=tuple(points))


# Ranges that hold less often than they say, by so little, break no promise that anybody notices.
SMALL_SHORTFALL = 0.02


@dataclass(frozen=True)
class LevelCoverage:
    """Share of `rows` whose value lay inside the range of `level` percent, with Wilson's 95 % interval."""

    level: int
    rows: int
    share: Estimate

    @property
    def band(self) -> tuple[float, float]:
        """Up to three quarters of those who should lie outside may lie inside: results that many share, such as marks
        from 1 to 6, are held or missed together."""
        asked = self.level / 100
        return asked - SMALL_SHORTFALL, (3 + asked) / 4

    @property
    def is_in_band(self) -> bool:
        """Whether the true share may lie there: its interval, wider the fewer rows there are, reaches it."""
        low, high = self.band
        return self.share.high >= low and self.share.low <= high


@dataclass(frozen=True)
class PartCoverage:
    """Of the rows that were predicted from `low` to `high`, how often the range of each level held."""

    low: float
    high: float
    levels: tuple[LevelCoverage, ...]


@dataclass(frozen=True, kw_only=True)
class GroupError:
    """Figures of one group in the unit of the target; `bias` is predicted minus actual.

    `middle` holds the quartiles of predicted minus actual, `covered` the share inside the 80 % range where measured.
    """

    group: Group
    n: int
    actual: float
    bias: Estimate
    mae: Estimate
    rmse: Estimate
    middle: tuple[float, float, float]
    covered: Estimate | None = None


@dataclass(frozen=True)
class FieldErrors:
    """The groups of one field; `hidden` names those of fewer than 10 students and those that would give them away."""

    field: str
    groups: tuple[GroupError, ...]
    hidden: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """All figures come from rows that the model asked had not seen; sizes are in the unit of the target.

    `yardsticks` says which residuals ranges are told from, and why; runs of older releases have none, nor coverage by
    part of the predictions, nor chances that were checked. `between` says how far groups are off together; None where
    the rows name none.
    """

    out_of_fold: Scores
    importance: tuple[FieldImportance, ...]
    together: Together | None
    dependence: tuple[FieldDependence, ...]
    coverage: tuple[LevelCoverage, ...]
    groups: tuple[FieldErrors, ...]
    yardsticks: Chosen | None = None
    coverage_by_part: tuple[PartCoverage, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    between: Between | None = None
    second_opinion: SecondOpinion | None = None

    def within(self, lowest: float, highest: float) -> "Diagnosis":
        """With intervals of mean predictions cut to the bounds of the target, which older releases let them leave."""
        return replace(self, dependence=tuple(one.within(lowest, highest) for one in self.dependence))
