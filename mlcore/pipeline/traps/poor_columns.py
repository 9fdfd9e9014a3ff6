"""Columns that tell a model little: many gaps, one value, and results that pile up."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from mlcore.pipeline.results.cautions import Caution, CautionKind
from mlcore.pipeline.rows.columns import column, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field

# What a model learns of such a field it learns from few, and most predictions will do without.
MANY_GAPS = 0.3
# So rarely different that the difference cannot be learned: of 500 students 10.
NEARLY_ALL = 0.98
# On a scale of so few values every prediction lies between two of them.
FEW_VALUES = 5
# Twenty times what a bell of results leaves at a bound two spreads away: absences entered as 0, or a test too easy.
MANY_AT_BOUND = 0.05


def poor_inputs(rows: pd.DataFrame, inputs: tuple[Field, ...]) -> Iterator[Caution]:
    for field in inputs:
        counts = column(rows, field).value_counts()
        gaps = len(rows) - int(counts.sum())
        if gaps >= MANY_GAPS * len(rows):
            yield Caution(kind="gaps" if len(counts) else "empty", field=field.slug, count=gaps, of=len(rows))
        if len(counts) and counts.max() >= NEARLY_ALL * counts.sum():
            # Without figures: they could be about a single student.
            yield Caution(kind="constant" if len(counts) == 1 else "all but constant", field=field.slug)


def poor_target(rows: pd.DataFrame, target: Field) -> Iterator[Caution]:
    """Of rows whose target is known."""
    results = numbers(rows, target)
    values = len(np.unique(results))
    if values <= FEW_VALUES:
        yield Caution(kind="few values", target=target.slug, count=values)
        return  # on so short a scale many are at an end of it
    low, high = target.bounds
    ends: dict[CautionKind, float] = {"at minimum": low, "at maximum": high}
    for kind, bound in ends.items():
        count = int((results == bound).sum())
        if count >= max(SMALLEST_GROUP, MANY_AT_BOUND * len(rows)):
            yield Caution(kind=kind, target=target.slug, count=count, of=len(rows))
