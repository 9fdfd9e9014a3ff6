"""Permutation importance: how much larger the error is when one field's values are shuffled among the rows."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.fitting.recipe import AgainAndAgain
from mlcore.pipeline.results.diagnosis import FieldImportance, Together
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.columns import numbers
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats.intervals import correlation
from mlcore.pipeline.stepwise import Steps

SHUFFLES = 5
DRAWS = 400
# Shuffles of all fields together: of very many, each is shuffled once, and every row still counts.
MOST_SHUFFLES = 400
# More rows would narrow an interval that is narrow already.
MOST_ROWS = 2_000
CLOSE = 0.7


def importance(rows: Rows, cross_fitted: CrossFit, seed: int) -> Steps[tuple[FieldImportance, ...]]:
    """Largest first; every row is predicted by a model that never saw it (Breiman 2001; Fisher et al. 2019).

    Values are shuffled within each fold, several times. The interval is a bootstrap over rows and shuffles, of the
    models as they were fitted: how much other rows would have changed the models themselves is not in it. A step per
    field.
    """
    random = np.random.default_rng(seed)
    asked = cross_fitted.again_and_again(rows, -(-len(rows) // MOST_ROWS))
    plain = np.concatenate([_squares(part, {}) for part in asked])
    fields, times = [], max(1, min(SHUFFLES, MOST_SHUFFLES // len(rows.fields)))
    for field in rows.fields:
        shuffled = [_shuffled(field, asked, random) for _ in range(times)]
        fields.append(FieldImportance(field.slug, _estimate(plain, np.stack(shuffled), random)))
        yield len(fields), len(rows.fields)
    return tuple(sorted(fields, key=lambda field: -field.points.mean))


def _squares(part: AgainAndAgain, changed: Mapping[str, Any]) -> Floats:
    return (part.predict(changed) - part.rows.target) ** 2


def _shuffled(field: Field, asked: Sequence[AgainAndAgain], random: np.random.Generator) -> Floats:
    parts = []
    for part in asked:
        values = part.rows.inputs[field.slug].to_numpy()[random.permutation(len(part.rows))]
        parts.append(_squares(part, {field.slug: values}))
    return np.concatenate(parts)


def _estimate(plain: Floats, shuffled: Floats, random: np.random.Generator) -> Estimate:
    n, repeats = len(plain), len(shuffled)
    mean = shuffled.mean() ** 0.5 - plain.mean() ** 0.5
    drawn = []
    for _ in range(DRAWS):
        rows, some = random.integers(0, n, n), random.integers(0, repeats, repeats)
        drawn.append(shuffled[some].mean(axis=0)[rows].mean() ** 0.5 - plain[rows].mean() ** 0.5)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Estimate(float(mean), float(low), float(high))


def closest_pair(rows: Rows) -> Together | None:
    """The two numbers among the inputs that go together most closely, None where no two do."""
    fields = [field for field in rows.fields if field.is_number]
    values = {field.slug: numbers(rows.inputs, field) for field in fields}
    close = [
        Together(first, second, r)
        for first, second in combinations(values, 2)
        if (r := correlation(values[first], values[second])[0]) is not None and abs(r) >= CLOSE
    ]
    return max(close, key=lambda pair: abs(pair.r), default=None)
