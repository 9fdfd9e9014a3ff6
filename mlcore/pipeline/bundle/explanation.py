"""Contributions of the fields to one prediction, in units of the target."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import factorial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Value

# Twelve fields and a hundred rows of background, exactly.
MOST_PREDICTIONS = 2**12 * 100
FEWEST_PERMUTATIONS, MOST_PERMUTATIONS = 10, 60
SEED = 0
# Predictions asked for at once; bounds the memory, changes no result.
ROWS_AT_ONCE = 20_000
# Rows of the background that share an order of very many fields and its reverse.
AT_ONCE = 4

Columns = dict[str, list[Value]]
Coalitions = NDArray[np.bool_]


def shapley_values(
    predict: Callable[[Columns], Floats],
    row: Mapping[str, Value],
    background: Sequence[Mapping[str, Value]],
    fields: Sequence[str],
    most_predictions: int = MOST_PREDICTIONS,
) -> tuple[float, float, dict[str, float]]:
    """Reference, value, and a contribution per field that add up to value - reference.

    Interventional Shapley values (Lundberg and Lee 2017; Janzing et al. 2020): a coalition of fields is worth the
    mean prediction over the background with those fields set to the row's values. Exact over all coalitions where these
    ask for at most `most_predictions`, or for hardly more than sampling would; otherwise from sampled permutations and
    their reverses (Mitchell et al. 2022), which still add up: as many as that allows, from 10 to 60.
    `predict` takes columns of equal length by field and gives the served values, shape (n,).
    """
    worth = _Worth(predict, row, background, fields)
    permutations = _permutations(worth, most_predictions)
    most_coalitions = max(most_predictions // worth.size, 2 * permutations * (len(fields) + 1))
    is_exact = 2 ** len(fields) <= most_coalitions
    contributions = _exactly(worth) if is_exact else _by_sampling(worth, permutations)
    nobody, everybody = worth.of(np.array([[False] * len(fields), [True] * len(fields)]))
    return float(nobody), float(everybody), dict(zip(fields, contributions.tolist(), strict=True))


class _Worth:
    """Mean prediction per coalition; a coalition is a row of booleans, one per field."""

    def __init__(
        self,
        predict: Callable[[Columns], Floats],
        row: Mapping[str, Value],
        background: Sequence[Mapping[str, Value]],
        fields: Sequence[str],
    ) -> None:
        self.predict, self.fields, self.size = predict, fields, len(background)
        self.own = [row.get(slug) for slug in fields]
        self.others = [[other.get(slug) for other in background] for slug in fields]

    def of(self, coalitions: Coalitions) -> Floats:
        step = max(1, ROWS_AT_ONCE // self.size)
        parts = [self._few(coalitions[start : start + step]) for start in range(0, len(coalitions), step)]
        return np.concatenate(parts)

    def _few(self, coalitions: Coalitions) -> Floats:
        columns = {slug: self._column(position, coalitions) for position, slug in enumerate(self.fields)}
        return self.predict(columns).reshape(len(coalitions), self.size).mean(axis=1)

    def _column(self, position: int, coalitions: Coalitions) -> list[Any]:
        own, others = [self.own[position]] * self.size, self.others[position]
        column: list[Any] = []
        for member in coalitions[:, position].tolist():
            column += own if member else others
        return column


def _exactly(worth: _Worth) -> Floats:
    count = len(worth.fields)
    numbers = np.arange(2**count)
    coalitions = (numbers[:, None] >> np.arange(count) & 1).astype(np.bool_)
    values, sizes = worth.of(coalitions), coalitions.sum(axis=1)
    weights = np.array([factorial(size) * factorial(count - size - 1) for size in range(count)]) / factorial(count)
    contributions = np.empty(count)
    for position in range(count):
        without = numbers[~coalitions[:, position]]
        gains = values[without | (1 << position)] - values[without]
        contributions[position] = weights[sizes[without]] @ gains
    return contributions


def fewest_predictions(fields: int, background: int) -> int:
    """That sampling asks for when it walks every order over all rows of the background."""
    return FEWEST_PERMUTATIONS * (fields + 1) * background


def _permutations(worth: _Worth, most_predictions: int) -> int:
    affordable = most_predictions // ((len(worth.fields) + 1) * worth.size)
    return min(MOST_PERMUTATIONS, max(FEWEST_PERMUTATIONS, affordable))


def _by_sampling(worth: _Worth, permutations: int) -> Floats:
    count = len(worth.fields)
    random = np.random.default_rng(SEED)
    orders = [random.permutation(count) for _ in range(permutations // 2)]
    orders += [order[::-1] for order in orders]
    total = np.zeros(count)
    for order in orders:
        joined = np.zeros((count + 1, count), dtype=np.bool_)
        for step, position in enumerate(order, start=1):
            joined[step:, position] = True
        total[order] += np.diff(worth.of(joined))
    return total / len(orders)


class Walking(Protocol):
    """What a walk needs: how many fields, the background, and predictions as one field after the other is changed."""

    @property
    def fields(self) -> int: ...
    @property
    def background(self) -> Floats: ...
    def along(self, order: NDArray[np.intp], some: NDArray[np.intp]) -> Floats: ...


@dataclass(frozen=True)
class Walks:
    """`own` (1, p) and `background` (b, p) are encoded, `owners` (p,) names the field of each column; columns that no
    field owns alone are -1, and `predict` makes them again."""

    predict: Callable[[Floats], Floats]
    own: Floats
    background: Floats
    owners: NDArray[np.intp]
    fields: int

    def along(self, order: NDArray[np.intp], some: NDArray[np.intp]) -> Floats:
        """Mean prediction (fields + 1,) over some of the background, as one field after the other takes its value."""
        rank = np.empty(self.fields + 1, dtype=np.intp)
        rank[order], rank[-1] = np.arange(self.fields), self.fields
        is_own = rank[self.owners] < np.arange(self.fields + 1)[:, None]
        mixed = np.where(is_own[:, None, :], self.own[None], self.background[some][None])
        predicted = self.predict(mixed.reshape(-1, self.own.shape[1]))
        return predicted.reshape(self.fields + 1, len(some)).mean(axis=1)


def sampled_contributions(walks: Walking, most_predictions: int, gap: float) -> Floats:
    """Contributions (fields,) that add up to `gap`: the prediction of the row minus the mean over the background.

    Permutation sampling (Strumbelj and Kononenko 2014; Mitchell et al. 2022) in which each order of the fields, and its
    reverse, is walked by a few rows of the background instead of by all: twice as many predictions as fields and rows,
    however many orders are drawn. A dear model is asked about fewer rows, and what these lie off the mean is shared out
    by size.
    """
    random = np.random.default_rng(SEED)
    affordable = max(1, most_predictions // (2 * (walks.fields + 1)))
    # Drawn, since neighbours in the background may be alike.
    some = random.permutation(len(walks.background))[:affordable]
    total = np.zeros(walks.fields)
    for part in np.array_split(some, -(-len(some) // AT_ONCE)):
        order = random.permutation(walks.fields)
        for one in (order, order[::-1]):
            total[one] += len(part) / 2 * np.diff(walks.along(one, part))
    return _adding_up(total / len(some), gap)


def _adding_up(found: Floats, gap: float) -> Floats:
    sizes = np.abs(found)
    shares = sizes / sizes.sum() if sizes.any() else np.full(len(found), 1 / len(found))
    return found + shares * (gap - found.sum())
