"""The first look at a dataset: each field on its own, and the whole exploration in one call."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.insights import Insight, insights
from mlcore.pipeline.explore.matrix import Comparison, Matrix, against_target, matrix
from mlcore.pipeline.rows.arrays import Numbers
from mlcore.pipeline.rows.columns import (
    ALL_THE_SAME,
    NOT_ENOUGH_ROWS,
    codes,
    column,
    is_choice,
    numbers,
    raw_numbers,
)
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.stats import intervals
from mlcore.pipeline.stats.steps import round_step

MOST_BARS = 20


@dataclass(frozen=True)
class Bin:
    """Values from `low` up to, but not including, `high`; the last bin includes it."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class NumberSummary:
    """The distribution of a number field, in its unit; only a `note` for fewer than 10 values."""

    field: str
    n: int
    missing: int
    out_of_bounds: int
    mean: float | None = None
    sd: float | None = None
    minimum: float | None = None
    q1: float | None = None
    median: float | None = None
    q3: float | None = None
    maximum: float | None = None
    histogram: tuple[Bin, ...] = ()
    note: str = ""
    kind: Literal["number"] = "number"


@dataclass(frozen=True)
class ChoiceCount:
    choice: str
    count: int
    share: float


@dataclass(frozen=True)
class ChoiceSummary:
    """Students per choice in the schema's order; shares are of the known values, from 0 to 1."""

    field: str
    n: int
    missing: int
    out_of_bounds: int
    choices: tuple[ChoiceCount, ...]
    note: str
    kind: Literal["choices"] = "choices"


@dataclass(frozen=True)
class Summary:
    """`duplicate_rows` counts the rows that repeat an earlier one in every field."""

    rows: int
    duplicate_rows: int
    missing_values: int
    out_of_bounds: int
    fields: tuple[NumberSummary | ChoiceSummary, ...]
    note: str


@dataclass(frozen=True)
class Exploration:
    """Everything the exploration of one target shows; `dataclasses.asdict` makes it plain JSON."""

    target: str
    summary: Summary
    comparisons: tuple[Comparison, ...]
    matrix: Matrix
    insights: tuple[Insight, ...]


def explore(frame: pd.DataFrame, schema: Schema, target: str) -> Exploration:
    """Summary, every field against the target, the matrix and the insights. Raises SchemaError for a bad target."""
    comparisons = against_target(frame, schema, target)
    return Exploration(
        target=target,
        summary=summary(frame, schema),
        comparisons=comparisons,
        matrix=matrix(frame, schema),
        insights=tuple(insights(frame, schema, target, comparisons)),
    )


def summary(frame: pd.DataFrame, schema: Schema) -> Summary:
    """Each field on its own. Text in a number field counts as missing, an unknown choice as out of bounds."""
    fields = tuple(
        summarise_choices(frame, field) if is_choice(field) else summarise_numbers(frame, field)
        for field in schema.described
    )
    return Summary(
        rows=len(frame),
        duplicate_rows=_duplicate_rows(frame, schema),
        missing_values=sum(field.missing for field in fields),
        out_of_bounds=sum(field.out_of_bounds for field in fields),
        fields=fields,
        note=NOT_ENOUGH_ROWS if len(frame) < SMALLEST_GROUP else "",
    )


def summarise_numbers(frame: pd.DataFrame, field: Field) -> NumberSummary:
    """Figures are of the values within the field's bounds."""
    given, inside = raw_numbers(frame, field), numbers(frame, field)
    values = inside[~np.isnan(inside)]
    missing = int(np.isnan(given).sum())
    outside = len(given) - missing - len(values)
    if len(values) < SMALLEST_GROUP:
        return NumberSummary(field.slug, len(values), missing, outside, note=NOT_ENOUGH_ROWS)
    minimum, q1, median, q3, maximum = np.quantile(values, [0, 0.25, 0.5, 0.75, 1]).tolist()
    mean, sd = float(values.mean()), intervals.variance(values) ** 0.5
    bars, note = histogram(values, field), "" if sd else ALL_THE_SAME
    figures = (mean, sd, minimum, q1, median, q3, maximum)
    return NumberSummary(field.slug, len(values), missing, outside, *figures, histogram=bars, note=note)


def summarise_choices(frame: pd.DataFrame, field: Field) -> ChoiceSummary:
    places = codes(frame, field)
    counts = np.bincount(places[places >= 0], minlength=len(field.choices)).tolist()
    n, missing = sum(counts), int(column(frame, field).isna().sum())
    choices = (ChoiceCount(c, k, k / n if n else 0.0) for c, k in zip(field.choices, counts, strict=True))
    note = NOT_ENOUGH_ROWS if n < SMALLEST_GROUP else ALL_THE_SAME if max(counts) == n else ""
    return ChoiceSummary(field.slug, n, missing, len(places) - missing - n, tuple(choices), note)


def choice_summaries(frame: pd.DataFrame, schema: Schema) -> tuple[ChoiceSummary, ...]:
    """Students per choice of every category and ordered field."""
    return tuple(summarise_choices(frame, field) for field in schema.described if is_choice(field))


def histogram(values: Numbers, field: Field) -> tuple[Bin, ...]:
    """About 20 bins of a round width within the field's bounds; few whole numbers get a bin each, centred on it."""
    low, high = float(values.min()), float(values.max())
    whole = bool((values == np.round(values)).all())
    if whole and high - low < MOST_BARS:
        edges = np.arange(low, high + 2) - 0.5
    else:
        edges = _round_edges(low, high, whole, field.bounds)
    counts, _ = np.histogram(values, edges)
    ends = edges.tolist()
    return tuple(Bin(*bar) for bar in zip(ends, ends[1:], counts.tolist(), strict=False))


def _round_edges(low: float, high: float, whole: bool, bounds: tuple[float, float]) -> Numbers:
    span = bounds[1] - bounds[0]
    # One value, or values as close as floating point rounds, have no width of their own.
    width = high - low if high - low > span * intervals.TINY else span
    step = max(round_step(width / MOST_BARS), 1.0 if whole else 0.0)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        first, last = (first - 1, last) if high >= bounds[1] else (first, last + 1)
    places = max(0, -math.floor(math.log10(step)))
    edges = np.clip(np.round(np.arange(first, last + 1, dtype=float) * step, places), *bounds)
    # Rounding must not push the smallest or the largest value out.
    edges[0], edges[-1] = min(edges[0], low), max(edges[-1], high)
    return edges


def _duplicate_rows(frame: pd.DataFrame, schema: Schema) -> int:
    present = [field.slug for field in schema.described if field.slug in frame.columns]
    return int(frame.duplicated(subset=present).sum()) if present else 0
