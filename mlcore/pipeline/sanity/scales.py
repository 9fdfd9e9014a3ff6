"""Scores out of another maximum than the field's: 0 to 20, or 0 to 1, where 0 to 100 is expected."""

from collections.abc import Iterator

import numpy as np

from mlcore.pipeline.rows.arrays import Numbers
from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.table import Column, Table

# What scores are given out of, and points of a test.
TOPS = (1, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 45, 50, 60, 75, 80)
# A tenth of the scores lies above this share of the maximum. What is counted, such as days, mostly stays below, and may
# begin again each term.
REACHED = 0.5
# By how much a class may be better or worse than usual.
GROWTH = 1.5


def another_scale(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is the ratio of the median to the one that is expected, below which no test is merely hard."""
    for column in table.numbers:
        values, expected = column.now[column.known_now], _expected(column, table)
        maximum = column.field.bounds[1]
        if not len(values) or not len(expected) or np.quantile(expected, 0.9) < REACHED * maximum:
            continue
        ratio = float(np.median(values) / np.median(expected))
        top = _top(values, ratio * maximum)
        if top and ratio < limit:
            yield Suspicion(kind="another scale", field=column.field.slug, count=len(values), of=len(values), top=top)


def _expected(column: Column, table: Table) -> Numbers:
    """What is stored of the field, else of fields counted in the same way, else what these have in the file."""
    stored = column.before[column.known_before]
    if len(stored):
        return stored
    alike = [other for other in table.numbers if other is not column and _scale(other) == _scale(column)]
    for parts in ([one.before[one.known_before] for one in alike], [one.now[one.known_now] for one in alike]):
        if any(map(len, parts)):
            return np.concatenate(parts)
    return stored


def _scale(column: Column) -> tuple[float | None, float | None, str]:
    return column.field.minimum, column.field.maximum, column.field.unit


def _top(values: Numbers, looked_for: float) -> float:
    """The usual maximum nearest to the one that is looked for, of those that no value exceeds; 0 where none is near."""
    possible = [top for top in TOPS if values.max() <= top and looked_for / GROWTH <= top <= looked_for * GROWTH]
    return float(min(possible, key=lambda top: abs(np.log(top / looked_for)), default=0.0))
