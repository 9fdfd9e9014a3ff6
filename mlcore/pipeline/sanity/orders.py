"""A column in order while its students are not, and values that do not go with the students they stand beside."""

from collections.abc import Iterator, Sequence

import numpy as np

from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.table import Column, Table
from mlcore.pipeline.sanity.tellers import all_that_tells, usual
from mlcore.pipeline.sanity.ties import KEPT, USUAL, USUAL_TOGETHER, against, choices_against, standard

# A column of fewer different values may be in order by chance.
FEWEST_VALUES = 5
LONGEST_NUMBER = 20
# How much clearer a connection must be to be believed where the students are in an order of their own, in units of
# log-likelihood: in that of what names them, and in that in which they are stored, which may be of a sorted file.
BY_NAME, BY_STORING = 8.0, 3.0


def sorted_apart(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is by how much 'it goes with nothing' must tell a column that is in order better than a usual connection,
    in units of log-likelihood, where the students are in no order."""
    in_order = _orders_of_students(table)
    for column in table.numbers:
        values = column.now[column.known_now]
        if len(np.unique(values)) < FEWEST_VALUES or not _is_monotone(values):
            continue
        if _goes_with_nothing(column, table) + in_order > limit:
            yield Suspicion(kind="sorted apart", field=column.field.slug, count=len(values), of=len(table))


def _orders_of_students(table: Table) -> float:
    if any(_in_order(names) for names in table.rows.named_by):
        return BY_NAME
    places = {key: place for place, key in enumerate(table.known.students)}
    order = np.array([places[key] for key in table.rows.students if key in places])
    return BY_STORING if len(order) >= FEWEST_VALUES and _is_monotone(order) else 0.0


def _in_order(names: Sequence[str]) -> bool:
    keys = [_key(name) for name in names if name]
    return len(set(keys)) >= FEWEST_VALUES and keys in (sorted(keys), sorted(keys, reverse=True))


def _key(name: str) -> tuple[int, str]:
    """Numbers by their size, names by their letters."""
    return (int(name), "") if name.isdecimal() and len(name) < LONGEST_NUMBER else (0, name.casefold())


def _is_monotone(values: np.ndarray) -> bool:
    steps = np.diff(values)
    return bool((steps >= 0).all() or (steps <= 0).all())


def _goes_with_nothing(column: Column, table: Table) -> float:
    """By how much no connection to what was known and to the other columns tells it better than a usual one; so much
    that only an order of names tells, where there is nothing else."""
    values, told = standard(column.now), all_that_tells(column, table)
    if not told.size:
        return -BY_STORING - 1
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
    stays = usual(column, table)
    if stays is None:  # numbers that stand alone may be of one day only
        stays = USUAL if len(table.columns) > 1 else 0.0
    return against(float(now @ before) / max(1, len(now)), len(now), stays)
