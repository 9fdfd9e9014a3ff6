"""What is plain from counting: who or which choice is gone, who is unknown, columns of one value or of none."""

from collections.abc import Iterator

import numpy as np

from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.table import Column, Table
from mlcore.pipeline.sanity.ties import KEPT

# So many values of a column were known before, or were not all but the same, for their loss to stand out.
USUALLY_KNOWN, USUALLY_ONE = 0.5, 0.7


def students_gone(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is the share of those who are stored that may be missing."""
    stored = len(table.known.students)
    gone = stored - len(table.known.students.keys() & set(table.rows.students))
    if gone > limit * stored:
        yield Suspicion(kind="students gone", count=gone, of=stored)


def students_unknown(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is the share of rows that may be of nobody who is stored."""
    unknown = sum(key not in table.known.students for key in table.rows.students)
    if unknown > limit * len(table):
        yield Suspicion(kind="students unknown", count=unknown, of=len(table))


def dated_before(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is how many days a file may be older than what is stored."""
    of_file, stored = table.rows.dated, table.known.dated
    if of_file and stored and (stored - of_file).days > limit:
        yield Suspicion(kind="dated before", count=(stored - of_file).days)


def constant(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is the share of one value above which a column that varied before is all but constant."""
    for column in table.columns:
        same, known = _most_common(column.now[column.known_now])
        if known and same >= limit * known and _varied(column, same == known):
            yield Suspicion(kind="constant", field=column.field.slug, count=same, of=known)


def _varied(column: Column, is_constant: bool) -> bool:
    """Whether the same students had different values; of numbers that nobody knew before it is taken for granted.

    Of two choices one is gone then, which is told apart.
    """
    before = column.before[column.both]
    same, known = _most_common(before)
    if known < USUALLY_KNOWN * column.known_now.sum():
        return column.field.is_number and is_constant
    return same < USUALLY_ONE * known and (column.field.is_number or len(np.unique(before)) > 2)


def _most_common(values: np.ndarray) -> tuple[int, int]:
    """How many rows have it, and how many there are."""
    counts = np.unique(values, return_counts=True)[1]
    return int(counts.max(initial=0)), len(values)


def empty(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is the share of known values below which a column that was known before is all but empty."""
    for column in table.columns:
        known, before = int(column.known_now.sum()), int(column.known_before.sum())
        was_known = before > USUALLY_KNOWN * table.matched and before > 0
        if known < limit * len(table) and (was_known or (column.field.is_number and not known)):
            yield Suspicion(kind="empty", field=column.field.slug, count=len(table) - known, of=len(table))


def choice_vanished(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is how likely it may at most be that all who had the choice changed it of themselves."""
    for column in table.choices:
        for place, choice in enumerate(column.field.choices):
            had = column.before == place
            gone = 1 - KEPT[column.field.changeable]
            if not (column.now == place).any() and gone ** int(had.sum()) <= limit:
                yield Suspicion(
                    kind="choice vanished",
                    field=column.field.slug,
                    choice=choice,
                    instead=_instead(column, had),
                    count=int(had.sum()),
                    of=int(column.known_before.sum()),
                )


def _instead(column: Column, had: np.ndarray) -> str:
    """What most of these students have now; blank for not known."""
    places, counts = np.unique(column.now[had], return_counts=True)
    place = int(places[counts.argmax()])
    return column.field.choices[place] if place >= 0 else ""
