"""Held-out part and folds that cut no group apart, balanced by the number of rows."""

import heapq
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Numbers = NDArray[np.intp]
FEWEST_LEFT = 2  # groups that stay when some are held out, so that what is left can still be cut into folds


def numbered_sets(sets: Iterable[Sequence[int]], rows: int) -> Numbers | None:
    """A number per row (n,), the same for rows at the positions of one set, which do not overlap; None without sets."""
    numbers = np.arange(rows, dtype=np.intp)
    for positions in sets:
        numbers[list(positions)] = positions[0]
    return numbers if len(np.unique(numbers)) < rows else None


def joined(first: Numbers | None, second: Numbers | None) -> Numbers | None:
    """A number per row (n,) that two rows share where either array joins them, directly or through other rows."""
    if first is None or second is None:
        return second if first is None else first
    return _connected(first, second)


def _connected(first: Numbers, second: Numbers) -> Numbers:
    nodes = int(first.max()) + 1, int(second.max()) + 1
    edges = coo_array((np.ones(len(first), dtype=np.int8), (first, nodes[0] + second)), shape=(sum(nodes),) * 2)
    return np.asarray(connected_components(edges, directed=False)[1][first], dtype=np.intp)


def leaves_enough(groups: Numbers, copies: Numbers, folds: int) -> bool:
    """Whether enough is left to be dealt to folds where both (n,) are joined: as many sets as folds, unless there are
    fewer groups, and none that holds more than half of the rows, unless a group does."""
    sets, alone = (np.unique(codes, return_counts=True)[1] for codes in (_connected(groups, copies), groups))
    return len(sets) >= min(folds, len(alone)) and bool(sets.max() <= max(alone.max(), len(groups) / 2))


def held_out_rows(groups: Numbers, share: float, seed: int) -> Numbers:
    """Positions of about that share of the rows: whole groups, drawn at random.

    A group that alone is larger than that stays, unless there are no others; so do two groups at least.
    """
    random, wanted = np.random.default_rng(seed), share * len(groups)
    numbers, sizes = np.unique(groups, return_counts=True)
    drawn = random.permutation(len(numbers))
    small_first = drawn[np.argsort(sizes[drawn] > wanted, kind="stable")]
    taken: list[int] = []
    held = 0
    for place in small_first:
        nearer = abs(held + sizes[place] - wanted) < abs(held - wanted)
        if nearer and len(numbers) - len(taken) > FEWEST_LEFT:
            taken.append(int(numbers[place]))
            held += int(sizes[place])
    return np.flatnonzero(np.isin(groups, taken))


def fold_of_each_row(groups: Numbers, folds: int, seed: int) -> Numbers:
    """The number of a fold per row (n,), from 0 to `folds` - 1, of which none is empty for that many groups.

    The largest groups are dealt first, each to the fold with the fewest rows (Graham 1969); their order is shaken by
    chance, so that another seed gives other folds.
    """
    random = np.random.default_rng(seed)
    places, sizes = np.unique(groups, return_inverse=True, return_counts=True)[1:]
    order = np.argsort(-sizes * random.uniform(0.5, 1, len(sizes)), kind="stable")
    dealt = np.empty(len(sizes), dtype=np.intp)
    filled = [(0, fold) for fold in range(folds)]
    for group in order:
        rows, fold = heapq.heappop(filled)
        dealt[group] = fold
        heapq.heappush(filled, (rows + int(sizes[group]), fold))
    return dealt[places]
