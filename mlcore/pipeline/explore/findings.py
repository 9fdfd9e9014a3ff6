"""What the insights rest on: every comparison with a target, and which of them chance would hardly give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from types import MappingProxyType

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.facts import Gap, Pair, Trend
from mlcore.pipeline.explore.groups import compare_groups, difference, samples_by_choice
from mlcore.pipeline.explore.matrix import against_target
from mlcore.pipeline.explore.results import Comparison
from mlcore.pipeline.rows.columns import number_field, numbers, scores_like
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.stats import intervals

CHANCE = 0.05
Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """All comparisons of one target; `sure` are the keys that stay below 5 % after Holm's correction."""

    target: Field
    scores: tuple[Field, ...]
    comparisons: tuple[Comparison, ...]
    trends: tuple[Trend, ...]
    pairs: tuple[Pair, ...]
    gaps: tuple[Gap, ...]
    sure: frozenset[Key]

    def is_sure(self, *key: str) -> bool:
        return key in self.sure

    def are_sure(self, first: str, second: str) -> bool:
        """Whether chance would hardly give the connection between two fields."""
        return self.is_sure(*sorted((first, second)))


def find(
    frame: pd.DataFrame,
    schema: Schema,
    target: str,
    comparisons: tuple[Comparison, ...] | None = None,
    untold: Mapping[Key, float] = MappingProxyType({}),
) -> Findings:
    """Every test that a sentence could rest on, corrected together with those that were made beside it and of which
    nothing is told. Raises SchemaError for a bad target."""
    score = number_field(schema, target)
    scores = scores_like(schema, score)
    comparisons = against_target(frame, schema, target) if comparisons is None else comparisons
    trends = tuple(_trends(frame, schema, score))
    pairs = tuple(_pairs(frame, scores))
    gaps = tuple(_gaps(frame, schema, scores))
    tests = dict(_tests(target, comparisons, trends, pairs, gaps))
    corrected = intervals.holm({**untold, **{key: p for key, p in tests.items() if p is not None}})
    return Findings(
        target=score,
        scores=scores,
        comparisons=comparisons,
        trends=trends,
        pairs=pairs,
        gaps=gaps,
        sure=frozenset(key for key, p in corrected.items() if p < CHANCE),
    )


def _tests(
    target: str, comparisons: Iterable[Comparison], trends: Iterable[Trend], pairs: Iterable[Pair], gaps: Iterable[Gap]
) -> Iterator[tuple[Key, float | None]]:
    # The same question asked twice has one key, so that it is counted once.
    yield from ((tuple(sorted((comparison.field, target))), comparison.p_value) for comparison in comparisons)
    yield from ((("trend", trend.field), trend.p_value) for trend in trends)
    yield from ((tuple(sorted((pair.first, pair.second))), pair.p_value) for pair in pairs)
    yield from ((tuple(sorted((gap.field, gap.score))), gap.p_value) for gap in gaps)


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
    steady, ends = bool((moves > 0).all() or (moves < 0).all()), difference(samples, first, last)
    if (ends.higher == last) != (rho > 0):
        return None
    # Both must hold: the steps go one way, and the first differs from the last; so the larger p counts.
    _, p_of_ends = intervals.welch(samples[first], samples[last])
    p = max(intervals.correlation_test(rho, len(steps)), p_of_ends)
    return Trend(field=field.slug, first=first, last=last, ends=ends, steady=steady, rho=rho, p_value=p)


def _pairs(frame: pd.DataFrame, scores: tuple[Field, ...]) -> Iterator[Pair]:
    columns = {score.slug: numbers(frame, score) for score in scores}
    for first, second in combinations(columns, 2):
        r, n = intervals.correlation(columns[first], columns[second])
        if r is not None:
            interval, p = intervals.fisher_interval(r, n), intervals.correlation_test(r, n)
            yield Pair(first=first, second=second, r=r, interval=interval, p_value=p)


def _gaps(frame: pd.DataFrame, schema: Schema, scores: tuple[Field, ...]) -> Iterator[Gap]:
    for field, score in product(two_groups(schema), scores):
        comparison = compare_groups(frame, field, score)
        if comparison.difference:
            yield Gap(
                field=field.slug,
                score=score.slug,
                difference=comparison.difference,
                eta_squared=comparison.eta_squared,
                p_value=comparison.p_value,
            )


def two_groups(schema: Schema) -> list[Field]:
    """The sensitive fields whose two groups are compared on every score."""
    return [f for f in schema.fields if f.sensitive and f.kind == "category" and len(f.choices) == 2]
