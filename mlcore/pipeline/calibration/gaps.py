"""Which sets of missing inputs are measured one by one; a rule answers for all others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.distribution.half_widths import Missing
from mlcore.pipeline.schema import Field

# Pairs of missing inputs are all measured up to this many inputs.
MOST_FIELDS_IN_PAIRS = 12
# Sets that rows of the data have are measured from so many rows on, and the most frequent of them only: each costs a
# prediction of all rows, and what remains is rare.
FEWEST_OF_A_SET = 20
MOST_OF_THE_DATA = 40
# Larger sets that the rule is fitted and held against.
DRAWN = 8


def measured_sets(fields: Sequence[Field], gaps: NDArray[np.bool_]) -> list[Missing]:
    """Small ones first. `gaps` (n, p) says what is missing in the rows."""
    slugs = [field.slug for field in fields]
    numbers = frozenset(field.slug for field in fields if field.is_number)
    pairs = map(frozenset, combinations(slugs, 2)) if len(slugs) <= MOST_FIELDS_IN_PAIRS else []
    together = [numbers, frozenset(slugs) - numbers, frozenset(slugs)]
    sets = {frozenset(), *singles(slugs), *pairs, *together, *_of_the_data(slugs, gaps), *_drawn(slugs)}
    return sorted(sets, key=lambda missing: (len(missing), sorted(missing)))


def singles(slugs: Iterable[str]) -> list[Missing]:
    return [frozenset([slug]) for slug in slugs]


def _of_the_data(slugs: Sequence[str], gaps: NDArray[np.bool_]) -> list[Missing]:
    counts = Counter(map(tuple, gaps.tolist()))
    frequent = [counted for counted in counts.items() if counted[1] >= FEWEST_OF_A_SET and any(counted[0])]
    ranked = sorted(frequent, key=lambda counted: (-counted[1], counted[0]))[:MOST_OF_THE_DATA]
    return [frozenset(slug for slug, lacks in zip(slugs, lacking, strict=True) if lacks) for lacking, _ in ranked]


def _drawn(slugs: Sequence[str]) -> list[Missing]:
    """Of three inputs and more, evenly up to all but one; the same for the same number of inputs."""
    random = np.random.default_rng(len(slugs))
    sizes: list[int] = np.linspace(3, len(slugs) - 1, DRAWN if len(slugs) > 3 else 0).round().astype(int).tolist()
    return [frozenset(random.choice(slugs, size, replace=False).tolist()) for size in sizes]
