"""A column in order while its students are not, and values that do not go with the students they stand beside."""

from collections.abc import Iterator, Sequence

import numpy as np

from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.table import Column, Table
from mlcore.pipeline.sanity.tellers import all_that_tells
from mlcore.pipeline.sanity.ties import KEPT, USUAL, USUAL_TOGETHER, against, choices_against, standard
from mlcore.pipeline.stats.intervals import correlation, fisher_interval

# A column of fewer different values may be in order by chance.
FEWEST_VALUES = 5
# The closest connection between two terms that is taken for sure, and of how many pairs one is known.
MOST_USUAL = 0.8
FEWEST_PAIRS = 15


def sorted_apart(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is by how much 'it goes with nothing' must tell a column that is in order better than a usual connection,
    in units of log-likelihood, where the students are in no order."""
    by_student = _as_stored(table) or any(_in_order(names) for names in table.rows.named_by)
    for column in table.numbers:
        values = column.now[column.known_now]
        if len(np.unique(values)) < FEWEST_VALUES or not _is_monotone(values):
            continue
        if by_student or _goes_with_nothing(column, table) > limit:
            yield Suspicion(kind="sorted apart", field=column.field.slug, count=len(values), of=len(table))


def _in_order(names: Sequence[str]) -> bool:
    folded = [name.casefold() for name in names if name]
    return len(set(folded)) >= FEWEST_VALUES and folded in (sorted(folded), sorted(folded, reverse=True))


def _as_stored(table: Table) -> bool:
    """Whether the students come in the order in which they are stored."""
    places = {key: place for place, key in enumerate(table.known.students)}
    order = np.array([places[key] for key in table.rows.students if key in places])
    return len(order) >= FEWEST_VALUES and _is_monotone(order)


def _is_monotone(values: np.ndarray) -> bool:
    steps = np.diff(values)
    return bool((steps >= 0).all() or (steps <= 0).all())


def _goes_with_nothing(column: Column, table: Table) -> float:
    """By how much no connection to what was known and to the other columns tells it better than a usual one; below 0
    where nothing could tell."""
    values, told = standard(column.now), all_that_tells(column, table)
    if not told.size:
        return -np.inf
    # Numbers that fall where others rise tell as much.
    tells = standard(told @ np.where(told.T @ told[:, 0] < 0, -1, 1))
    rows = (values != 0) & (tells != 0)
    return against(float(values @ tells) / max(1, int(rows.sum())), int(rows.sum()), USUAL_TOGETHER[told.shape[1]])


def unrelated(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is by how much 'nothing goes together' must tell the values better than a usual connection, in units of
    log-likelihood."""
    numbers = [one for column in table.numbers if (one := _against_usual(column, table))]
    choices = [choices_against(one.now, one.before, KEPT[one.field.changeable]) for one in table.choices]
    if sum(numbers) / max(1, len(numbers)) ** 0.5 + sum(choices) > limit:
        yield Suspicion(kind="unrelated", count=max(int(one.both.sum()) for one in table.columns), of=len(table))


def _against_usual(column: Column, table: Table) -> float:
    """By how much no connection tells the pairs better than one of the usual strength."""
    now, before = standard(column.now[column.both]), standard(column.before[column.both])
    return against(float(now @ before) / max(1, len(now)), len(now), _usual(column, table))


def _usual(column: Column, table: Table) -> float:
    """How closely a number goes with itself from term to term, at least; 0 for one that stands alone and was never
    known twice, since some numbers are of one day only."""
    for state in table.known.earlier:
        r, n = correlation(column.before, table.stored(column.field, state))
        if r is not None and n >= FEWEST_PAIRS:
            low, high = fisher_interval(r, n)
            return USUAL if low <= USUAL <= high else max(0.0, min(MOST_USUAL, low))
    return USUAL if len(table.columns) > 1 else 0.0
