"""The key findings of a dataset in sentences: only what chance would hardly give, strongest first."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from mlcore.pipeline.explore import sentences
from mlcore.pipeline.explore.findings import Findings, Gap, find
from mlcore.pipeline.explore.groups import GroupComparison
from mlcore.pipeline.explore.matrix import Comparison
from mlcore.pipeline.explore.sentences import Insight
from mlcore.pipeline.rows.columns import NOT_ENOUGH_ROWS, number_field, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.words import names

MOST_NAMED = 3


def insights(
    frame: pd.DataFrame, schema: Schema, target: str, comparisons: tuple[Comparison, ...] | None = None
) -> list[Insight]:
    """What stands out for a target, strongest first, and at the end what could not be told from chance.

    A sentence rests on tests that stay below 5 % after Holm's correction for all comparisons made. Give
    `comparisons` (from `against_target`) when they are at hand already. Raises SchemaError for a target
    that is not a number field.
    """
    score = number_field(schema, target)
    if np.count_nonzero(~np.isnan(numbers(frame, score))) < SMALLEST_GROUP:
        sentence = f"There are {NOT_ENOUGH_ROWS} with a known {names.name(score)} to say anything about it."
        return [Insight("not-enough", sentence, (target,), {}, 0.0)]
    found = find(frame, schema, target, comparisons)
    ranked = sorted(_each(found, schema), key=lambda insight: -insight.strength)
    return [*_strongest(found, schema), *ranked, *_nothing(found, schema), *_caution(ranked)]


def _each(found: Findings, schema: Schema) -> Iterator[Insight]:
    yield from _scores_together(found)
    split = {insight.fields[0]: insight for insight in _by_subject(found)}
    yield from split.values()
    for comparison in _sure(found):
        if comparison.field not in split:
            yield from _one_field(comparison, found, schema)


def _one_field(comparison: Comparison, found: Findings, schema: Schema) -> Iterator[Insight]:
    field = schema.field(comparison.field)
    if not isinstance(comparison, GroupComparison):
        if field not in found.scores:
            yield sentences.number(comparison, field, found.target)
        return
    trend = next((trend for trend in found.trends if trend.field == field), None)
    if trend and found.is_sure("trend", field.slug):
        yield sentences.trend(comparison, trend, found.target)
    elif comparison.difference:
        wide = len(comparison.groups) > 2
        tell = sentences.many_groups if wide else sentences.two_groups
        yield tell(comparison, comparison.difference, field, found.target)


def _scores_together(found: Findings) -> Iterator[Insight]:
    sure = [pair for pair in found.pairs if pair.r > 0 and found.is_sure(*sorted((pair.one.slug, pair.other.slug)))]
    if sure:
        yield sentences.scores_together(sure, everything=len(sure) == len(found.pairs))


def _by_subject(found: Findings) -> Iterator[Insight]:
    sides: dict[str, dict[str, list[Gap]]] = defaultdict(lambda: defaultdict(list))
    for gap in found.gaps:
        if found.is_sure(*sorted((gap.field.slug, gap.score.slug))):
            sides[gap.field.slug][gap.higher].append(gap)
    for by_choice in sides.values():
        if len(by_choice) == 2:
            yield sentences.by_subject(next(iter(by_choice.values()))[0].field, by_choice)


def _strongest(found: Findings, schema: Schema) -> Iterator[Insight]:
    shares = {c.field: _share(c) for c in _sure(found)}
    if not shares:
        return
    order = sorted(shares, key=lambda slug: -shares[slug])[:MOST_NAMED]
    named = [f"{names.the(schema.field(slug))} ({names.share(shares[slug])})" for slug in order]
    named[0] = f"{named[0][:-1]} of them)"
    overlap = "; the shares overlap" if len(named) > 1 else ""
    sentence = f"Differences in {names.the(found.target)} go most closely with {names.listed(named)}{overlap}."
    figures: dict[str, float | str] = {slug: shares[slug] for slug in order}
    yield Insight("strongest", sentence, (*order, found.target.slug), figures, shares[order[0]] ** 0.5)


def _nothing(found: Findings, schema: Schema) -> Iterator[Insight]:
    sure = {comparison.field for comparison in _sure(found)}
    unsure = [c.field for c in found.comparisons if c.p_value is not None and c.field not in sure]
    if not unsure:
        return
    sentence = names.untold(found.target, [schema.field(slug) for slug in unsure])
    yield Insight("nothing", sentence, (*unsure, found.target.slug), {}, 0.0)


def _caution(ranked: list[Insight]) -> Iterator[Insight]:
    if ranked:
        sentence = "These sentences say what goes together in the data; the data do not say why, so none is advice."
        yield Insight("caution", sentence, (), {}, 0.0)


def _sure(found: Findings) -> list[Comparison]:
    return [c for c in found.comparisons if found.is_sure(*sorted((c.field, found.target.slug)))]


def _share(comparison: Comparison) -> float:
    if isinstance(comparison, GroupComparison):
        return comparison.eta_squared or 0.0
    return (comparison.r or 0.0) ** 2
