"""The first look at a dataset: each field on its own, and the whole exploration in one call."""

import math
from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.closest import left_out, untold_tests, without
from mlcore.pipeline.explore.facts import Exploration
from mlcore.pipeline.explore.groups import five_numbers
from mlcore.pipeline.explore.insights import insights
from mlcore.pipeline.explore.matrix import against_target, matrix
from mlcore.pipeline.explore.results import (
    ALL_THE_SAME,
    NOT_ENOUGH_ROWS,
    Bin,
    ChoiceCount,
    ChoiceSummary,
    NumberFigures,
    NumberSummary,
    Summary,
)
from mlcore.pipeline.rows import columns
from mlcore.pipeline.rows.arrays import Numbers
from mlcore.pipeline.rows.columns import codes, column, is_choice, raw_numbers, within_bounds
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.stats import intervals
from mlcore.pipeline.stats.steps import round_step

MOST_BARS = 20


def explore(
    frame: pd.DataFrame,
    schema: Schema,
    target: str,
    subgroup: tuple[str, str] | None = None,
    field: str | None = None,
) -> Exploration:
    """Summary, every field against the target, the matrix and the insights, of all rows or of those with one choice
    of a field. Of more than 40 fields only the 40 that go most closely with the target, and `field`.
    Raises SchemaError for a bad target and InvalidValue for a bad subgroup."""
    rows = columns.subgroup(frame, schema, *subgroup) if subgroup else frame
    unseen = left_out(rows, schema, target, field)
    seen = without(schema, unseen)
    comparisons = against_target(rows, seen, target)
    whole = summary(rows, schema, {field.slug for field in seen.described})
    return Exploration(
        target=target,
        summary=_of_fields(whole, seen),
        comparisons=comparisons,
        matrix=matrix(rows, seen),
        insights=tuple(insights(rows, seen, target, comparisons, untold_tests(schema, target, unseen))),
        everyone=choice_summaries(frame, schema) if subgroup else _of_choices(whole),
        left_out=unseen,
    )


def _of_fields(whole: Summary, schema: Schema) -> Summary:
    """Its counts stay those of all fields."""
    slugs = {field.slug for field in schema.described}
    return replace(whole, fields=tuple(field for field in whole.fields if field.field in slugs))


def summary(frame: pd.DataFrame, schema: Schema, drawn: Collection[str] | None = None) -> Summary:
    """Each field on its own. Text in a number field counts as missing, an unknown choice as out of bounds.
    Numbers that are not among `drawn` are only counted."""
    fields = tuple(
        summarise_choices(frame, field)
        if is_choice(field)
        else summarise_numbers(frame, field, only_count=drawn is not None and field.slug not in drawn)
        for field in schema.described
    )
    return Summary(
        rows=len(frame),
        duplicate_rows=_duplicate_rows(frame, schema),
        missing_values=sum(field.missing for field in fields),
        out_of_bounds=sum(field.out_of_bounds for field in fields),
        fields=fields,
        note=NOT_ENOUGH_ROWS if len(frame) < SMALLEST_GROUP else None,
    )


def summarise_numbers(frame: pd.DataFrame, field: Field, only_count: bool = False) -> NumberSummary:
    """Figures are of the values within the field's bounds."""
    given = raw_numbers(frame, field)
    inside = within_bounds(given, field)
    values = inside[~np.isnan(inside)]
    missing = int(np.isnan(given).sum())
    known = NumberSummary(
        field=field.slug, n=len(values), missing=missing, out_of_bounds=len(given) - missing - len(values)
    )
    if len(values) < SMALLEST_GROUP:
        return replace(known, note=NOT_ENOUGH_ROWS)
    if only_count:
        return known
    sd, box = intervals.variance(values) ** 0.5, five_numbers(values)
    figures = NumberFigures(float(values.mean()), sd, box, histogram(values, field))
    return replace(known, figures=figures, note=None if sd else ALL_THE_SAME)


def summarise_choices(frame: pd.DataFrame, field: Field) -> ChoiceSummary:
    """Counts of each choice in the order of the schema, and their shares of the rows where one is known."""
    places = codes(frame, field)
    counts = np.bincount(places[places >= 0], minlength=len(field.choices)).tolist()
    n, missing = sum(counts), int(column(frame, field).isna().sum())
    choices = (ChoiceCount(c, k, k / n if n else 0.0) for c, k in zip(field.choices, counts, strict=True))
    return ChoiceSummary(
        field=field.slug,
        n=n,
        missing=missing,
        out_of_bounds=len(places) - missing - n,
        choices=tuple(choices),
        note=NOT_ENOUGH_ROWS if n < SMALLEST_GROUP else ALL_THE_SAME if max(counts) == n else None,
    )


def _of_choices(whole: Summary) -> tuple[ChoiceSummary, ...]:
    return tuple(field for field in whole.fields if isinstance(field, ChoiceSummary))


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
