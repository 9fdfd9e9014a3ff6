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
    first, second = (_signs(column[places]) for column in (values, results))
    agreed, fitting = _agreement(first, second), _fitting(first, second)
    if len(np.unique(values)) < GROUPS_TOLD_APART:
        return agreed
    without_misfits = _agreement(first[np.ix_(fitting, fitting)], second[np.ix_(fitting, fitting)])
    return without_misfits if without_misfits >= IN_ORDER else agreed


def _agreement(first: Signs, second: Signs) -> float:
    surplus = abs(int(np.einsum("ij,ij->", first, second, dtype=np.int64)))
    untied = min(np.count_nonzero(first), np.count_nonzero(second))
    return surplus / untied if untied else 0.0


def _fitting(first: Signs, second: Signs) -> Codes:
    """Places of the nine tenths of the rows that are in order with most others."""
    agreed = np.einsum("ij,ij->i", first, second, dtype=np.int64)
    best_first = np.argsort(-agreed * np.sign(agreed.sum()), kind="stable")
    return best_first[: -(-9 * len(agreed) // 10)]


def _signs(values: Numbers) -> Signs:
    """Of every pair (n, n), which of both is larger."""
    above = values[:, None] > values[None, :]
    return above.astype(np.int8) - above.T.astype(np.int8)
