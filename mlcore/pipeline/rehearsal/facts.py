"""What a rehearsal found, as facts."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.reliability import Reliability
from mlcore.pipeline.results.scores import Estimate

# Of fewer results nothing is told.
FEWEST_RESULTS = 30

# Replayed years come after those that were learned from; of parts each is told by the others. Why there are no years:
# the schema names no field for them, the rows are of one, or one of them or those before it have too few results.
Replayed = Literal["year", "parts"]
NoYears = Literal["", "not named", "one year", "few results"]  # not for readers


@dataclass(frozen=True)
class RangesAt:
    """Mean width of the ranges of one level, in the unit of the target, and how often they held."""

    width: float
    held: LevelCoverage


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Another forecast of the same rows: an earlier mark taken as it is, or what teachers said.

    `fields` name where it was read, the newest first; where a row has none of the marks, the mean of those that were
    learned from stands in (`stood_in`). `error` and `own` are the mean distances from the result, of it and of the
    prediction; `difference` is the prediction's less the other's per row, with its interval: below 0 the prediction is
    nearer. `above` is how far results lay above it on average.
    """

    kind: Literal["last_mark", "teachers"]
    fields: tuple[str, ...]
    rows: int
    stood_in: int
    error: Estimate
    above: Estimate
    own: Estimate
    difference: Estimate


@dataclass(frozen=True, kw_only=True)
class AtPoint:
    """`point` is blank where the schema has none; `new` are the inputs that became known at it. `foretold` counts rows
    with a teacher's forecast by then, None where the schema has no such field by then; `above` is how far results
    lay above the predictions on average."""

    point: str
    new: tuple[str, ...]
    rows: int
    ranges: tuple[RangesAt, ...]
    error: Estimate
    above: Estimate
    chances: tuple[Reliability, ...]
    beside: tuple[Beside, ...]
    foretold: int | None


@dataclass(frozen=True, kw_only=True)
class Rehearsed:
    """`learned` counts the rows that told the predictions of the `rows` replayed, of parts those of the largest;
    `year` was replayed, `earlier` years were learned from. `left_out` rows name no year, or a later one;
    `supported` ones have a result with support and took no part either. Older rehearsals did not count these."""

    target: str
    candidate: str
    label: str
    seed: int
    replayed: Replayed
    no_years: NoYears
    year: str
    earlier: tuple[str, ...]
    rows: int
    learned: int
    left_out: int
    groups: int
    points: tuple[AtPoint, ...]
    supported: int = 0

    def told_at(self, kind: str) -> tuple[Beside | None, ...]:
        """Per point the other forecast of a kind."""
        return tuple(next((one for one in at.beside if one.kind == kind), None) for at in self.points)
