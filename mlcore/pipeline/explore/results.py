"""What looking at rows finds, as plain data: no library is needed to read it, and every part can be written as JSON."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.stats.interval import Interval

# Why there is no figure.
Note = Literal["not-enough-rows", "one-group", "all-the-same", "too-little-variety"]
NOT_ENOUGH_ROWS: Note = "not-enough-rows"
ONE_GROUP: Note = "one-group"
ALL_THE_SAME: Note = "all-the-same"
TOO_LITTLE_VARIETY: Note = "too-little-variety"

Measure = Literal["correlation", "correlation-ratio", "cramers-v", "itself"]


@dataclass(frozen=True)
class Bin:
    """Values from `low` up to, but not including, `high`; the last bin includes it."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, kw_only=True)
class Box:
    """Five-number summary, in the unit of the field."""

    minimum: float
    q1: float
    median: float
    q3: float
    maximum: float

    @property
    def in_order(self) -> tuple[float, ...]:
        return self.minimum, self.q1, self.median, self.q3, self.maximum


@dataclass(frozen=True)
class NumberFigures:
    """The distribution of a number, in its unit."""

    mean: float
    sd: float
    box: Box
    histogram: tuple[Bin, ...]


@dataclass(frozen=True, kw_only=True)
class NumberSummary:
    """A number field on its own; no figures, but a `note`, for fewer than 10 values."""

    field: str
    n: int
    missing: int
    out_of_bounds: int
    figures: NumberFigures | None = None
    note: Note | None = None


@dataclass(frozen=True)
class ChoiceCount:
    choice: str
    count: int
    share: float


@dataclass(frozen=True, kw_only=True)
class ChoiceSummary:
    """Students per choice in the schema's order; shares are of the known values, from 0 to 1."""

    field: str
    n: int
    missing: int
    out_of_bounds: int
    choices: tuple[ChoiceCount, ...]
    note: Note | None = None


@dataclass(frozen=True, kw_only=True)
class Summary:
    """`duplicate_rows` counts the rows that repeat an earlier one in every field."""

    rows: int
    duplicate_rows: int
    missing_values: int
    out_of_bounds: int
    fields: tuple[NumberSummary | ChoiceSummary, ...]
    note: Note | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """One choice: students, mean of the target with its 95 % interval."""

    choice: str
    n: int
    mean: float
    interval: Interval
    box: Box


@dataclass(frozen=True)
class Difference:
    """Mean of `higher` minus mean of `lower`, never negative, with its 95 % interval."""

    higher: str
    lower: str
    points: float
    interval: Interval


@dataclass(frozen=True, kw_only=True)
class GroupComparison:
    """One category or ordered field against a number. `hidden` names the choices with fewer than 10 students; with
    any, all counts are to be told in tens, and a group that holds all the others is hidden as well."""

    field: str
    target: str
    n: int
    groups: tuple[Group, ...]
    hidden: tuple[str, ...]
    difference: Difference | None
    eta_squared: float | None
    p_value: float | None
    note: Note | None = None

    @property
    def share(self) -> float | None:
        """Of the target's variance, from 0 to 1."""
        return self.eta_squared


@dataclass(frozen=True, kw_only=True)
class StraightLine:
    """The correlation r with its 95 % interval, and the line: slope in target units per unit of the field, and the
    quarters of the field, between which the line is told."""

    r: float
    interval: Interval
    p_value: float
    slope: float
    intercept: float
    quartiles: Interval

    @property
    def rise(self) -> float:
        """In target units, from the lower quarter of the field to the upper one."""
        return self.slope * (self.quartiles.high - self.quartiles.low)


@dataclass(frozen=True, kw_only=True)
class BinnedMean:
    """Mean of the target, with its 95 % interval, over the students whose field lies between `start` and `end`."""

    start: float
    end: float
    centre: float
    n: int
    mean: float
    interval: Interval


@dataclass(frozen=True, kw_only=True)
class NumberComparison:
    """One number field against another; no line where one of them does not vary."""

    field: str
    target: str
    n: int
    line: StraightLine | None = None
    binned: tuple[BinnedMean, ...] = ()
    scatter: tuple[tuple[float, float], ...] = ()
    note: Note | None = None

    @property
    def share(self) -> float | None:
        """Of the target's variance, from 0 to 1."""
        return None if self.line is None else self.line.r**2

    @property
    def p_value(self) -> float | None:
        return None if self.line is None else self.line.p_value


Comparison = GroupComparison | NumberComparison


@dataclass(frozen=True, kw_only=True)
class Cell:
    """How closely two fields go together: `strength` from 0 to 1, `signed` for two numbers only; `is_rounded`: n is
    in tens, since groups of fewer than 10 were left out."""

    row: str
    column: str
    measure: Measure
    strength: float | None = None
    signed: float | None = None
    n: int = 0
    note: Note | None = None
    is_rounded: bool = False


@dataclass(frozen=True)
class Matrix:
    """A square of cells in the schema's order; the two halves mirror each other."""

    fields: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
