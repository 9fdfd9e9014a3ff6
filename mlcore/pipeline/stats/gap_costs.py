"""How the squared error of a model grows with what is missing, for any set of missing inputs."""

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.rows.arrays import Floats

# Rows with next to nothing missing, from which the error of complete rows is told.
FEWEST_ROWS = 100
# All costs together, in whole units: far below what 64 bits hold, far finer than what can be measured.
UNITS = 1e15

Gaps = NDArray[np.bool_]


def gap_costs(errors: Floats, without: Floats, gaps: Gaps) -> tuple[int, NDArray[np.int64]]:
    """Mean squared error of complete rows, and what each pair of missing inputs adds to it, (p, p), in a common unit.

    `errors` (n,) are signed errors of rows as they are, `without` (n, p) those with one more input blanked, `gaps`
    (n, p) says what is missing in the rows. What blanking moves the prediction by is taken to add up over inputs, which
    is exact for linear models: the squared error is then a sum over pairs of missing inputs. Entries are raised
    as far as needed for no further gap to make it smaller.
    """
    moved = np.where(gaps, 0.0, without - errors[:, None])
    pairs = _pairs(moved, gaps)
    alone = _alone(errors, moved, gaps, pairs)
    known = _known(errors**2, np.maximum(0.0, _sums(gaps, pairs + np.diag(alone))))
    costs = _never_helping(np.maximum(alone, 0.0), pairs)
    unit = (known + np.maximum(costs, 0.0).sum()) / UNITS or 1.0
    return int(np.ceil(known / unit)), np.ceil(costs / unit).astype(np.int64)


def _pairs(moved: Floats, gaps: Gaps) -> Floats:
    """Mean product of what two inputs move, over rows that know both; zero on the diagonal."""
    known = (~gaps).astype(np.float64)
    means: Floats = moved.T @ moved / np.maximum(1.0, known.T @ known)
    np.fill_diagonal(means, 0.0)
    return means


def _alone(errors: Floats, moved: Floats, gaps: Gaps, pairs: Floats) -> Floats:
    """What blanking one input adds, (p,); rows that lack others too count without what these add with it."""
    added = moved * (2 * errors[:, None] + moved) - 2 * (gaps @ pairs)
    counts = (~gaps).sum(axis=0)
    sums: Floats = np.where(gaps, 0.0, added).sum(axis=0)
    return sums / np.maximum(1, counts)


def _known(squares: Floats, costs: Floats) -> float:
    """Of complete rows; from those that lack least where they are few, less what their gaps add, with room for how
    uncertain that is."""
    enough = min(FEWEST_ROWS, -(-len(costs) // 2))
    least = costs <= np.partition(costs, enough - 1)[enough - 1]
    without = (squares - costs)[least]
    room = without.std() / len(without) ** 0.5 if costs[least].any() else 0.0
    most = squares[least].mean()
    return float(min(max(without.mean() + room, most / 100), most))


def _sums(gaps: Gaps, table: Floats) -> Floats:
    chosen = gaps.astype(np.float64)
    sums: Floats = np.einsum("ij,ij->i", chosen @ table, chosen)
    return sums


def _never_helping(alone: Floats, pairs: Floats) -> Floats:
    """The table with the negative entries shrunk until what an input adds is never below zero, whatever is missing."""
    negative = np.minimum(pairs, 0.0)
    taken = -2 * negative.sum(axis=1)
    shares = np.minimum(1.0, np.divide(alone, taken, out=np.ones_like(alone), where=taken > 0)) * (1 - 1e-9)
    table: Floats = np.maximum(pairs, 0.0) + negative * np.minimum.outer(shares, shares)
    return table + np.diag(alone)
