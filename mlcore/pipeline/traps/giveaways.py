"""Inputs that all but equal the target, or put students in its order: what is known only once the result is known."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.results.cautions import Caution, CautionKind
from mlcore.pipeline.rows.arrays import Codes, Numbers
from mlcore.pipeline.rows.columns import codes, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats.intervals import fisher_interval, pearson

# No two sittings of one test agree as closely: the reliability of the best is about 0.95.
TOO_CLOSE = 0.98
FEWEST_KNOWN = 20
# Every pair of them is compared.
MOST_PAIRED = 1_000
# So nearly in one order, without the tenth that fits least, are copies with mistakes: at least 0.998. Grades of another
# test that correlates by 0.95 reach 0.975.
IN_ORDER = 0.995
GROUPS_TOLD_APART = 4
ROWS_AT_ONCE = 64

Ranks = NDArray[np.int16]
Signs = NDArray[np.int8]


def giveaways(rows: pd.DataFrame, inputs: tuple[Field, ...], target: Field) -> Iterator[Caution]:
    """Of a checked frame whose target is known, the inputs that give it away."""
    results = numbers(rows, target)
    for field in inputs:
        values = _ranks(rows, field, results)
        known = ~np.isnan(values) & ~np.isnan(results)
        found = _kind(values[known], results[known], is_number=field.is_number)
        if found:
            kind, share = found
            yield Caution(
                kind=kind, field=field.slug, target=target.slug, count=int(known.sum()), of=len(rows), share=share
            )


def _kind(values: Numbers, results: Numbers, *, is_number: bool) -> tuple[CautionKind, float] | None:
    if len(values) < FEWEST_KNOWN or not (_varies(values) and _varies(results)):
        return None
    r = pearson(values, results)
    # The end towards zero of its interval.
    if is_number and r is not None and fisher_interval(abs(r), len(values)).low >= TOO_CLOSE**0.5:
        return "equals", r**2
    agreed = order_agreement(values, results)
    return ("same order", agreed) if agreed >= TOO_CLOSE else None


def _ranks(rows: pd.DataFrame, field: Field, results: Numbers) -> Numbers:
    """Numbers as they are; choices by the mean result of their students, in groups that are not too small."""
    if field.is_number:
        return numbers(rows, field)
    places = codes(rows, field)
    means = _means(places, results, len(field.choices))
    return np.append(means, np.nan)[places]


def _means(places: Codes, results: Numbers, choices: int) -> Numbers:
    known = (places >= 0) & ~np.isnan(results)
    sizes = np.bincount(places[known], minlength=choices)
    totals = np.bincount(places[known], weights=results[known], minlength=choices)
    return np.where(sizes >= SMALLEST_GROUP, totals / np.maximum(sizes, 1), np.nan)


def _varies(values: Numbers) -> bool:
    """Enough of them differ from the most common one: a handful that stands out may do so by chance."""
    counts = np.unique(values, return_counts=True)[1]
    return len(values) - int(counts.max()) >= SMALLEST_GROUP


def order_agreement(values: Numbers, results: Numbers) -> float:
    """How far two columns (n,) put rows in one order, or in the reverse one, from 0 to 1: Somers' D, the larger of both
    directions, so that a coarser copy of the other counts as one.

    Where the order tells more than three groups apart, the tenth of the rows that fits it least may be mistyped: it is
    left out where the others then are in one order. Of many rows some are looked at, evenly spread.
    """
    places = np.unique(np.linspace(0, len(values) - 1, MOST_PAIRED).round().astype(np.intp))
    first, second = _ranked(values[places]), _ranked(results[places])
    surplus, untied = _surplus(first, second), _untied(first, second)
    agreed = surplus / untied if untied else 0.0
    if len(np.unique(values)) < GROUPS_TOLD_APART or not _may_fit(surplus, untied, len(places)):
        return agreed
    fitting = _fitting(first, second)
    first, second = first[fitting], second[fitting]
    untied = _untied(first, second)
    without_misfits = _surplus(first, second) / untied if untied else 0.0
    return without_misfits if without_misfits >= IN_ORDER else agreed


def _ranked(values: Numbers) -> Ranks:
    """Small numbers in the same order: pairs of them are compared four times as fast."""
    return np.unique(values, return_inverse=True)[1].astype(np.int16)


def _surplus(first: Ranks, second: Ranks) -> int:
    """Of all pairs, both ways round, those in one order minus those in the other, as a size."""
    surplus = 0
    for part in _parts(len(first)):
        above = first[part, None] > first
        surplus += int(np.count_nonzero(above & (second[part, None] > second)))
        surplus -= int(np.count_nonzero(above & (second[part, None] < second)))
    return 2 * abs(surplus)


def _untied(first: Ranks, second: Ranks) -> int:
    """Pairs, both ways round, of the column that tells fewer apart."""
    return min(len(ranks) ** 2 - int((np.bincount(ranks) ** 2).sum()) for ranks in (first, second))


def _may_fit(surplus: int, untied: int, n: int) -> bool:
    """Whether nine tenths of the rows can be in one order: at best the pairs that are left out were untied, and all
    against it. Most inputs are far from that, and finding the tenth takes longest."""
    left_out = n**2 - (n - n // 10) ** 2
    return surplus >= IN_ORDER * (untied - left_out) - left_out


def _fitting(first: Ranks, second: Ranks) -> Codes:
    """Places of the nine tenths of the rows that are in order with most others."""
    parts = (_signs(first, part) * _signs(second, part) for part in _parts(len(first)))
    agreed = np.concatenate([signs.sum(axis=1, dtype=np.int64) for signs in parts])
    best_first = np.argsort(-agreed * np.sign(agreed.sum()), kind="stable")
    return best_first[: -(-9 * len(agreed) // 10)]


def _signs(ranks: Ranks, part: slice) -> Signs:
    """Of each pair (n of the part, n), which of both is larger."""
    above, below = ranks[part, None] > ranks, ranks[part, None] < ranks
    return above.view(np.int8) - below.view(np.int8)


def _parts(n: int) -> Iterator[slice]:
    """Of so few rows that what is made of their pairs fits into the processor's cache."""
    return (slice(start, start + ROWS_AT_ONCE) for start in range(0, n, ROWS_AT_ONCE))
