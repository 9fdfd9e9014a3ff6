"""The key findings of a dataset as facts: only what chance would hardly give, strongest first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.facts import (
    BySubject,
    FurthestApart,
    Gap,
    Insight,
    ScoresTogether,
    Shares,
    Side,
    Trend,
)
from mlcore.pipeline.explore.findings import Findings, Key, find
from mlcore.pipeline.explore.results import Comparison, GroupComparison, NumberComparison
from mlcore.pipeline.rows.columns import number_field, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field, Schema

MOST_NAMED = 3


def insights(
    frame: pd.DataFrame,
    schema: Schema,
    target: str,
    comparisons: tuple[Comparison, ...] | None = None,
    untold: Mapping[Key, float] = MappingProxyType({}),
) -> list[Insight]:
    """What stands out for a target, strongest first, and at the end what could not be told from chance.

    An insight rests on tests that stay below 5 % after Holm's correction for all comparisons made. Give
    `comparisons` (from `against_target`) when they are at hand already, and as `untold` the p-values of other tests
    that were made. Raises SchemaError for a target that is not a number field.
    """
    score = number_field(schema, target)
    if np.count_nonzero(~np.isnan(numbers(frame, score))) < SMALLEST_GROUP:
        return [Insight("not-enough", (target,))]
    findings = find(frame, schema, target, comparisons, untold)
    ranked = sorted(_each(findings, schema), key=lambda insight: -insight.strength)
    caution = [Insight("caution", ())] if ranked else []
    return [*_strongest(findings), *ranked, *_nothing(findings), *caution]


def _each(findings: Findings, schema: Schema) -> Iterator[Insight]:
    yield from _scores_together(findings)
    split = {insight.fields[0]: insight for insight in _by_subject(findings)}
    yield from split.values()
    for comparison in _sure(findings):
        if comparison.field not in split:
            yield from _one_field(comparison, findings, schema.field(comparison.field))


def _one_field(comparison: Comparison, findings: Findings, field: Field) -> Iterator[Insight]:
    if isinstance(comparison, NumberComparison):
        if field not in findings.scores:
            yield _number(comparison)
        return
    trend = next((trend for trend in findings.trends if trend.field == field.slug), None)
    if trend and findings.is_sure("trend", field.slug):
        yield _trend(comparison, trend)
    elif comparison.difference:
        yield Insight(
            "changeable" if field.changeable else "groups",
            (comparison.field, comparison.target),
            _correlation(comparison.eta_squared),
            furthest_apart(comparison),
        )


def _number(comparison: NumberComparison) -> Insight:
    """How the target moves with a number that is not itself a score."""
    strength = abs(comparison.line.r) if comparison.line else 0.0
    return Insight("number", (comparison.field, comparison.target), strength, comparison.line)


def _trend(comparison: GroupComparison, trend: Trend) -> Insight:
    """How the average moves from the first to the last step of an ordered field."""
    return Insight("trend", (comparison.field, comparison.target), _correlation(comparison.eta_squared), trend)


def furthest_apart(comparison: GroupComparison) -> FurthestApart | None:
    """The two groups with the highest and the lowest average, and how many students each has."""
    gap, sizes = comparison.difference, {group.choice: group.n for group in comparison.groups}
    if gap is None:
        return None
    return FurthestApart(
        difference=gap,
        n_higher=sizes[gap.higher],
        n_lower=sizes[gap.lower],
        groups=len(sizes),
        in_tens=bool(comparison.hidden),
    )


def _scores_together(findings: Findings) -> Iterator[Insight]:
    """How strongly the scores go together: the range over all pairs, or the strongest pair alone."""
    sure = [pair for pair in findings.pairs if pair.r > 0 and findings.are_sure(pair.first, pair.second)]
    if not sure:
        return
    closest, every = max(sure, key=lambda pair: pair.r), len(sure) == len(findings.pairs)
    loosest = min(sure, key=lambda pair: pair.r) if every else closest
    named = dict.fromkeys(slug for pair in (sure if every else [closest]) for slug in (pair.first, pair.second))
    yield Insight("scores-together", tuple(named), loosest.r, ScoresTogether(loosest, closest, len(sure)))


def _by_subject(findings: Findings) -> Iterator[Insight]:
    """A group that is ahead in some subjects and behind in others."""
    sides: dict[str, dict[str, list[Gap]]] = defaultdict(lambda: defaultdict(list))
    for gap in findings.gaps:
        if findings.are_sure(gap.field, gap.score):
            sides[gap.field][gap.difference.higher].append(gap)
    for field, by_choice in sides.items():
        if len(by_choice) == 2:
            ahead = [Side(choice, tuple(gaps)) for choice, gaps in by_choice.items()]
            yield _both_sides(field, *sorted(ahead, key=lambda side: -len(side.gaps)))


def _both_sides(field: str, most: Side, fewer: Side) -> Insight:
    gaps = (*most.gaps, *fewer.gaps)
    strength = max(_correlation(gap.eta_squared) for gap in gaps)
    return Insight("by-subject", (field, *(gap.score for gap in gaps)), strength, BySubject(most, fewer))


def _strongest(findings: Findings) -> Iterator[Insight]:
    closest = sorted(_sure(findings), key=lambda comparison: -(comparison.share or 0.0))[:MOST_NAMED]
    if closest:
        shares = tuple(comparison.share or 0.0 for comparison in closest)
        fields = (*(comparison.field for comparison in closest), findings.target.slug)
        yield Insight("strongest", fields, _correlation(shares[0]), Shares(shares))


def _nothing(findings: Findings) -> Iterator[Insight]:
    sure = {comparison.field for comparison in _sure(findings)}
    unsure = [c.field for c in findings.comparisons if c.p_value is not None and c.field not in sure]
    if unsure:
        yield Insight("nothing", (*unsure, findings.target.slug))


def _sure(findings: Findings) -> list[Comparison]:
    return [comparison for comparison in findings.comparisons if findings.are_sure(comparison.field, comparison.target)]


def _correlation(share: float | None) -> float:
    """Of a share of the variance."""
    return (share or 0.0) ** 0.5
