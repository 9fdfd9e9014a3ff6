"""Who of a class to consider for a few places, as facts; nothing is stored."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.models import Task
from predictor.forecast.expected import together_of
from predictor.models import Classroom, Prediction
from predictor.whole_class.table import Row, rows_of

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution
    from mlcore.pipeline.forecast.counts import Count


@dataclass(frozen=True, kw_only=True)
class Asked:
    """So many `places` in a group for students of a class whose results may lie below a `mark`."""

    classroom: Classroom
    task: Task
    places: int
    mark: float


@dataclass(frozen=True)
class Person:
    """Somebody whose newest prediction tells how likely they are `below` the mark."""

    row: Row
    prediction: Prediction
    distribution: "Distribution"
    below: float


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Each part by name. `without` are those who have no place in the order: not predicted, or by a model that tells no
    chances, or objecting to it; of them `by_hand` have a place all the same. Whoever is predicted only widely is
    too close to call with many, so that they are mostly in the lot. `group` and `whole` tell how many are expected
    below the mark: of those with a place, and of everybody, as long as their chance is told; `likely` is how far
    these are off together.
    """

    asked: Asked
    surely: tuple[Person, ...]
    close: tuple[Person, ...]
    behind: tuple[Person, ...]
    without: tuple[Row, ...]
    by_hand: tuple[Row, ...]
    by_lot: int
    group: "Count"
    whole: "Count"
    likely: Sequence[float]

    @property
    def objecting(self) -> int:
        """Of those without a place in the order."""
        return sum(row.student.objected_at is not None for row in self.without)

    @property
    def told(self) -> int:
        return len(self.surely) + len(self.close) + len(self.behind)

    @property
    def filled(self) -> int:
        """How many get a place; fewer than there are places only where nobody else is told."""
        return len(self.surely) + self.by_lot + len(self.by_hand)

    @property
    def oldest(self) -> dt.datetime | None:
        everybody = (*self.surely, *self.close, *self.behind)
        return min((person.prediction.made_at for person in everybody), default=None)


def plan_for(asked: Asked, by_hand: Collection[int] = ()) -> Plan:
    """From the newest predictions; `by_hand` names students without a place in the order, who take theirs first."""
    from mlcore.pipeline.forecast.group import cut, expected_below

    rows = rows_of(asked.classroom, asked.task)
    told = _told([row for row in rows if _may_be_ordered(row)], asked.mark)
    without = tuple(row for row in rows if not _may_be_ordered(row))
    added = tuple(row for row in without if row.student.pk in by_hand)
    places = max(0, asked.places - len(added))
    found = cut(_of(told), asked.mark, places)
    surely, close = _at(told, found.surely), _at(told, found.close)
    by_lot, likely = min(places - len(surely), len(close)), _likely(told)
    return Plan(
        asked=asked,
        surely=surely,
        close=close,
        behind=_at(told, set(range(len(told))).difference(found.surely, found.close)),
        without=without,
        by_hand=added,
        by_lot=by_lot,
        group=expected_below(_of(surely), asked.mark, likely, _of(close), by_lot),
        whole=expected_below(_of(told), asked.mark, likely),
        likely=likely,
    )


def _may_be_ordered(row: Row) -> bool:
    return row.distribution is not None and row.student.objected_at is None


def _at(told: Sequence[Person], places: Iterable[int]) -> tuple[Person, ...]:
    return tuple(told[at] for at in sorted(places))


def _likely(told: Sequence[Person]) -> Sequence[float]:
    found = together_of([person.prediction for person in told]) if told else None
    return found.between.likely if found else (0.0,)


def _of(people: Sequence[Person]) -> "list[Distribution]":
    return [person.distribution for person in people]


def _told(rows: Sequence[Row], mark: float) -> list[Person]:
    from mlcore.pipeline.forecast.group import below

    found = [(row, row.reading.prediction, row.distribution) for row in rows if row.reading and row.distribution]
    shares = below((distribution for _, _, distribution in found), mark)
    return [Person(*each, share) for each, share in zip(found, shares, strict=True)]
