"""Rows, or one column, that fit the students some rows further better than those they stand beside."""

from collections.abc import Collection, Iterator

import numpy as np

from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.table import Column, Table
from mlcore.pipeline.sanity.ties import agreement_gain, gain, moved, residuals, standard

STEPS = (1, -1, 2, -2, 3, -3)
# Where fewer know a field from before, what else is known of the students tells it.
MOSTLY = 0.5


def shifted(table: Table, limit: float) -> Iterator[Suspicion]:
    """All rows, else single columns. `limit` is by how much another place must tell the values better, in units of
    log-likelihood."""
    found = _all_rows(table, limit)
    if found:
        yield found
    else:
        yield from _single_columns(table, limit)


def _told_by(column: Column, table: Table) -> Floats:
    """What tells a column before any file: itself as it was, else the mean of all numbers known of the student."""
    if column.known_before.sum() >= MOSTLY * max(1, table.matched):
        return standard(column.before)
    known = [standard(table.stored(field)) for field in table.fields.values() if field.is_number]
    return _mean(known, len(table))


def _beside(column: Column, table: Table, without: Collection[str]) -> Floats:
    """The mean of the other numbers of the file."""
    others = [other for other in table.numbers if other is not column and other.field.slug not in without]
    return _mean([standard(other.now) for other in others], len(table))


def all_that_tells(column: Column, table: Table, without: Collection[str] = ()) -> Floats:
    """What was known before, and the other numbers beside it, shape (rows, at most 2): without what does not vary."""
    parts = [part for part in (_told_by(column, table), _beside(column, table, without)) if part.any()]
    return np.column_stack(parts) if parts else np.zeros((len(table), 0))


def _mean(columns: list[Floats], rows: int) -> Floats:
    """Of standardised columns, standardised again, shape (rows,)."""
    values = np.array(columns).reshape(-1, rows)
    known = (values != 0).sum(axis=0)
    return standard(np.where(known, values.sum(axis=0) / np.maximum(1, known), np.nan))


def _all_rows(table: Table, limit: float) -> Suspicion | None:
    values, told = _number_columns(table)
    gains = {step: _gain(table, values, told, step) for step in (0, *STEPS)}
    step = max(gains, key=lambda one: gains[one])
    if gains[step] - gains[0] < limit:
        return None
    errors = [_errors(table, values, told, one) for one in (step, 0)]
    return _suspicion(errors[0], errors[1], step, "")


def _number_columns(table: Table) -> tuple[Floats, Floats]:
    """The file's numbers and what tells them, standardised, shape (rows, numbers)."""
    pairs = [(standard(column.now), _told_by(column, table)) for column in table.numbers]
    pairs = [(now, told) for now, told in pairs if now.any() and told.any()]
    if not pairs:
        return np.zeros((len(table), 0)), np.zeros((len(table), 0))
    return np.column_stack([now for now, _ in pairs]), np.column_stack([told for _, told in pairs])


def _gain(table: Table, values: Floats, told: Floats, step: int) -> float:
    agreed = sum((agreement_gain(column.now, moved(column.before, step, -1)) for column in table.choices), 0.0)
    return agreed + (gain(values, _left(values, told, step)) if values.size else 0.0)


def _left(values: Floats, told: Floats, step: int) -> Floats:
    there = moved(told, step, 0.0)
    return np.column_stack([residuals(values[:, at], there[:, [at]]) for at in range(values.shape[1])])


def _errors(table: Table, values: Floats, told: Floats, step: int) -> Floats:
    """How far each row (rows,) is off where it is told by the student so many rows above."""
    wrong = np.zeros(len(table))
    for column in table.choices:
        wrong += column.both & (column.now != moved(column.before, step, -1))
    return wrong + (_left(values, told, step) ** 2).sum(axis=1) if values.size else wrong


def _single_columns(table: Table, limit: float) -> Iterator[Suspicion]:
    """The clearest first; those found tell nothing of the others any more, which they do not stand beside."""
    found: dict[str, Suspicion] = {}
    while left := [column for column in table.numbers if column.field.slug not in found]:
        clearest, suspicion = max((_one_column(column, table, found) for column in left), key=lambda one: one[0])
        if suspicion is None or clearest < limit:
            break
        found[suspicion.field] = suspicion
    yield from found.values()


def _one_column(column: Column, table: Table, without: Collection[str]) -> tuple[float, Suspicion | None]:
    """By how much the best other place tells it better, and which that is."""
    values, told = standard(column.now), all_that_tells(column, table, without)
    if not values.any() or not told.any():
        return 0.0, None
    left = {step: residuals(values, moved(told, step, 0.0)) for step in (0, *STEPS)}
    gains = {step: gain(values[:, None], rest[:, None]) for step, rest in left.items()}
    step = max(STEPS, key=lambda one: gains[one])
    return gains[step] - gains[0], _suspicion(left[step] ** 2, left[0] ** 2, step, column.field.slug)


def _suspicion(there: Floats, here: Floats, step: int, slug: str) -> Suspicion:
    told = there != here
    return Suspicion(kind="shifted", field=slug, count=int((there < here).sum()), of=int(told.sum()), step=step)
