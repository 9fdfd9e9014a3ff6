"""Two columns of which each goes with what is known of the other."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.table import Column, Table
from mlcore.pipeline.sanity.ties import gain, residuals, standard


def swapped(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is by how much the other way must tell the values better, in units of log-likelihood."""
    known = [column for column in table.numbers if column.both.any()]
    for first, second in combinations(known, 2):
        if first.field.bounds == second.field.bounds and _better_swapped(first, second) > limit:
            count = int((first.both & second.both).sum())
            yield Suspicion(kind="swapped", field=first.field.slug, other=second.field.slug, count=count, of=len(table))


def _better_swapped(first: Column, second: Column) -> float:
    rows = first.both & second.both
    now = np.column_stack([standard(column.now[rows]) for column in (first, second)])
    before = np.column_stack([standard(column.before[rows]) for column in (first, second)])
    return _told(now, before[:, ::-1]) - _told(now, before)


def _told(now: np.ndarray, before: np.ndarray) -> float:
    if not len(now):
        return 0.0
    left = [residuals(now[:, at], before[:, [at]]) for at in (0, 1)]
    return gain(now, np.column_stack(left))
