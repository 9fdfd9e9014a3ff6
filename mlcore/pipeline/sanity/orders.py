"""A column in order while its students are not, and values that do not go with the students they stand beside."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.special import fdtrc

from mlcore.pipeline.sanity.choices import KEPT
from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.shifts import all_that_tells
from mlcore.pipeline.sanity.table import Column, Table
from mlcore.pipeline.sanity.ties import choices_against, residuals, standard

# A column of fewer different values may be in order by chance.
FEWEST_VALUES = 5
# The weakest connection between the scores of two terms that is usual.
USUAL = 0.5


def sorted_apart(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is the p-value above which a column that is in order goes with nothing that it should go with."""
    by_student = any(_in_order(names) for names in table.rows.named_by)
    for column in table.numbers:
        values = column.now[column.known_now]
        if len(np.unique(values)) < FEWEST_VALUES or not _is_monotone(values):
            continue
        if by_student or _chance_of_tie(column, table) > limit:
            yield Suspicion(kind="sorted apart", field=column.field.slug, count=len(values), of=len(table))


def _in_order(names: Sequence[str]) -> bool:
    folded = [name.casefold() for name in names if name]
    return len(set(folded)) >= FEWEST_VALUES and folded in (sorted(folded), sorted(folded, reverse=True))


def _is_monotone(values: np.ndarray) -> bool:
    steps = np.diff(values)
    return bool((steps >= 0).all() or (steps <= 0).all())


def _chance_of_tie(column: Column, table: Table) -> float:
    """p-value of 'it goes neither with what was known nor with other columns'; 0 where nothing could tell."""
    values = standard(column.now)
    told = all_that_tells(column, table)
    if not told.size:
        return 0.0
    rows = (values != 0) & (told != 0).any(axis=1)
    freedom = int(rows.sum()) - told.shape[1] - 1
    left, all_of_it = (residuals(values, told)[rows] ** 2).sum(), (values[rows] ** 2).sum()
    if freedom < 1 or left <= 0:
        return 0.0
    return float(fdtrc(told.shape[1], freedom, (all_of_it - left) / told.shape[1] / (left / freedom)))


def unrelated(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is by how much 'nothing goes together' must tell the values better than a usual connection, in units of
    log-likelihood."""
    pairs = [(standard(one.now[one.both]), standard(one.before[one.both])) for one in table.numbers if one.both.any()]
    against = sum(_against_usual(now, before) for now, before in pairs) / max(1, len(pairs)) ** 0.5
    against += sum((choices_against(one.now, one.before, KEPT[one.field.changeable]) for one in table.choices), 0.0)
    if against > limit:
        yield Suspicion(kind="unrelated", count=max(int(one.both.sum()) for one in table.columns), of=len(table))


def _against_usual(now: np.ndarray, before: np.ndarray) -> float:
    """By how much no connection tells the pairs better than one of the usual strength."""
    n = len(now)
    return float(n / 2 * np.log(1 - USUAL**2) + (n * USUAL**2 - USUAL * float(now @ before)) / (1 - USUAL**2))
