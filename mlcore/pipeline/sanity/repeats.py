"""Values that were there before: the file of last term, and rows that stand twice in one file."""

from collections.abc import Iterator

import numpy as np

from mlcore.pipeline.sanity.facts import Suspicion, SuspicionKind
from mlcore.pipeline.sanity.table import Column, Students, Table

# Scores that correlate by 0.95 from term to term repeat 3.2 times as often as those of two students.
TIMES_CHANCE = 4.0
MOST_BY_ITSELF = 0.9
FEWEST_REPEATED = 3


def nothing_new(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is how far the share of equal numbers may lie between what happens by itself and all of them."""
    yield from _equal("nothing new", table, table.known.students, limit)


def older_values(table: Table, limit: float) -> Iterator[Suspicion]:
    if not any(nothing_new(table, limit)):
        found = (one for state in table.known.earlier for one in _equal("older values", table, state, limit))
        yield from list(found)[:1]


def _equal(kind: SuspicionKind, table: Table, state: Students, limit: float) -> Iterator[Suspicion]:
    equal = cells = 0
    most = 0.0
    for column in table.numbers:
        stored = table.stored(column.field, state)
        both = column.known_now & ~np.isnan(stored)
        equal, cells = equal + int((column.now == stored)[both].sum()), cells + int(both.sum())
        most += both.sum() * _by_itself(column)
    if cells >= FEWEST_REPEATED and equal - most >= limit * (cells - most):
        yield Suspicion(kind=kind, count=equal, of=cells)


def _by_itself(column: Column) -> float:
    """The share of numbers that stay as they are from term to term, at most."""
    counts = np.unique(column.now[column.known_now], return_counts=True)[1]
    chance = float((counts**2).sum()) / max(1, int(counts.sum())) ** 2
    return min(MOST_BY_ITSELF, TIMES_CHANCE * chance)


def repeated_rows(table: Table, limit: float) -> Iterator[Suspicion]:
    """The first block of rows, all numbers the same, that stands in the file again. `limit` is how likely chance may
    bring one."""
    codes = _row_codes(table)
    length = _too_long_for_chance(codes, limit)
    starts: dict[bytes, int] = {}
    for start in range(len(codes) - length + 1):
        block = codes[start : start + length]
        if len(np.unique(block[block >= 0])) >= FEWEST_REPEATED:
            first = starts.setdefault(block.tobytes(), start)
            if start - first >= length:
                count = _run(codes, first, start)
                yield Suspicion(kind="repeated rows", count=count, of=len(table), begins=(first + 1, start + 1))
                return


def _row_codes(table: Table) -> np.ndarray:
    """A number for each different row of numbers, -1 where none is known."""
    if not table.numbers:
        return np.full(len(table), -1)
    values = np.column_stack([column.now for column in table.numbers])
    codes = np.unique(np.nan_to_num(values, nan=-np.inf), axis=0, return_inverse=True)[1].reshape(-1)
    return np.where(np.isnan(values).all(axis=1), -1, codes)


def _too_long_for_chance(codes: np.ndarray, limit: float) -> int:
    """So long that all pairs of blocks together bring one by chance less often than `limit`.

    In files that are in order of a score, rows that follow each other are the same more often than any two.
    """
    n = len(codes)
    counts = np.unique(codes, return_counts=True)[1]
    following = int((codes[1:] == codes[:-1]).sum())
    same = max(float((counts**2).sum()) / max(1, n) ** 2, following / max(1, n), 2 / max(2, n) ** 2)
    return max(FEWEST_REPEATED, int(np.ceil(np.log(2 * limit / max(1, n) ** 2) / np.log(min(same, 0.9)))))


def _run(codes: np.ndarray, first: int, second: int) -> int:
    """How many rows from both places on are the same, before the second block begins."""
    length = min(len(codes) - second, second - first)
    differs = np.flatnonzero(codes[first : first + length] != codes[second : second + length])
    return int(differs[0]) if len(differs) else length
