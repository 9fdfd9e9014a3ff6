"""What the insights rest on: every comparison with a target, and which of them chance would hardly give."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.groups import Difference, GroupComparison, compare_groups, difference, samples_by_choice
from mlcore.pipeline.explore.matrix import Comparison, against_target
from mlcore.pipeline.rows.columns import number_field, numbers, scores_like
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.stats import intervals

CHANCE = 0.05


@dataclass(frozen=True)
class Trend:
    """An ordered field's first and last shown step; `rho` is the correlation of the steps with the target."""

    field: Field
    first: str
    last: str
    ends: Difference
    steady: bool
    rho: float
    p_value: float


@dataclass(frozen=True)
class Pair:
    """Two scores: correlation with its 95 % interval."""

    one: Field
    other: Field
    r: float
    low: float
    high: float
    p_value: float


@dataclass(frozen=True)
class Gap:
    """A sensitive field with two groups, on one score: which group is ahead, by how many points, 95 % interval."""

    field: Field
    score: Field
    higher: str
    points: float
    low: float
    high: float
    comparison: GroupComparison


@dataclass(frozen=True)
class Findings:
    """All comparisons of one target; `sure` are the keys that stay below 5 % after Holm's correction."""

    target: Field
    scores: tuple[Field, ...]
    comparisons: tuple[Comparison, ...]
    trends: tuple[Trend, ...]
    pairs: tuple[Pair, ...]
    gaps: tuple[Gap, ...]
    sure: frozenset[tuple[str, ...]]

    def is_sure(self, *key: str) -> bool:
        return key in self.sure


def find(
    frame: pd.DataFrame, schema: Schema, target: str, comparisons: tuple[Comparison, ...] | None = None
) -> Findings:
    """Every test that a sentence could rest on, corrected together. Raises SchemaError for a bad target."""
    score = number_field(schema, target)
    scores = scores_like(schema, score)
    comparisons = against_target(frame, schema, target) if comparisons is None else comparisons
    trends = tuple(_trends(frame, schema, score))
    pairs = tuple(_pairs(frame, scores))
    gaps = tuple(_gaps(frame, schema, scores))
    tests = _tests(target, comparisons, trends, pairs, gaps)
    sure = frozenset(key for key, p in intervals.holm(tests).items() if p < CHANCE)
    return Findings(score, scores, comparisons, trends, pairs, gaps, sure)


def _tests(
    target: str,
    comparisons: tuple[Comparison, ...],
    trends: tuple[Trend, ...],
    pairs: tuple[Pair, ...],
    gaps: tuple[Gap, ...],
) -> dict[tuple[str, ...], float]:
    # The same question asked twice has one key, so that it is counted once.
    tests = {tuple(sorted((c.field, target))): c.p_value for c in comparisons}
    tests |= {("trend", trend.field.slug): trend.p_value for trend in trends}
    tests |= {tuple(sorted((pair.one.slug, pair.other.slug))): pair.p_value for pair in pairs}
    tests |= {tuple(sorted((gap.field.slug, gap.score.slug))): gap.comparison.p_value for gap in gaps}
    return {key: p for key, p in tests.items() if p is not None}


def _trends(frame: pd.DataFrame, schema: Schema, target: Field) -> Iterator[Trend]:
    for field in schema.fields:
        if field.kind == "ordered":
            trend = _trend(frame, field, target)
            if trend:
                yield trend


def _trend(frame: pd.DataFrame, field: Field, target: Field) -> Trend | None:
    samples, _ = samples_by_choice(frame, field, target)
    if len(samples) < 2:
        return None
    steps = np.concatenate([np.full(len(s), field.choices.index(c), float) for c, s in samples.items()])
    rho = intervals.pearson(steps, np.concatenate(list(samples.values())))
    if rho is None:
        return None
    first, *_, last = samples
    moves = np.diff([sample.mean() for sample in samples.values()])
    ends = difference(samples, first, last)
    if (ends.higher == last) != (rho > 0):
        return None
    # Both must hold: the steps go one way, and the first differs from the last; so the larger p counts.
    p = max(intervals.correlation_test(rho, len(steps)), intervals.welch(samples[first], samples[last])[2])
    return Trend(field, first, last, ends, bool((moves > 0).all() or (moves < 0).all()), rho, p)


def _pairs(frame: pd.DataFrame, scores: tuple[Field, ...]) -> Iterator[Pair]:
    columns = {score.slug: numbers(frame, score) for score in scores}
    for one, other in combinations(scores, 2):
        r, n = intervals.correlation(columns[one.slug], columns[other.slug])
        if r is not None:
            yield Pair(one, other, r, *intervals.fisher_interval(r, n), intervals.correlation_test(r, n))


def _gaps(frame: pd.DataFrame, schema: Schema, scores: tuple[Field, ...]) -> Iterator[Gap]:
    for field in schema.fields:
        if field.sensitive and field.kind == "category" and len(field.choices) == 2:
            for score in scores:
                comparison = compare_groups(frame, field, score)
                if comparison.difference:
                    ahead = comparison.difference
                    yield Gap(field, score, ahead.higher, ahead.points, ahead.low, ahead.high, comparison)
