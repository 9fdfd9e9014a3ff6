"""A score compared between the groups of one field: means, intervals, boxes and effect sizes."""

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.results import (
    ALL_THE_SAME,
    NOT_ENOUGH_ROWS,
    ONE_GROUP,
    Box,
    Difference,
    Group,
    GroupComparison,
    Note,
)
from mlcore.pipeline.rows.arrays import Numbers
from mlcore.pipeline.rows.columns import codes, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP, is_small
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats import intervals

Samples = dict[str, Numbers]


def compare_groups(frame: pd.DataFrame, field: Field, target: Field) -> GroupComparison:
    """Groups in the schema's order; a `note` says why figures are absent."""
    samples, hidden = samples_by_choice(frame, field, target)
    note = _note(list(samples.values()))
    if hidden and len(samples) == 1:
        samples = {}
    large = list(samples.values())
    enough = len(large) > 1
    return GroupComparison(
        field=field.slug,
        target=target.slug,
        n=sum(len(sample) for sample in large),
        groups=tuple(_group(choice, sample) for choice, sample in samples.items()),
        hidden=hidden,
        difference=largest_difference(samples) if enough else None,
        eta_squared=intervals.eta_squared(large) if enough else None,
        p_value=intervals.welch_anova(large) if enough else None,
        note=note,
    )


def samples_by_choice(frame: pd.DataFrame, field: Field, target: Field) -> tuple[Samples, tuple[str, ...]]:
    """The target's values of each group that is large enough, and the choices of groups that are not."""
    scores, places = numbers(frame, target), codes(frame, field)
    known = ~np.isnan(scores)
    samples = {choice: scores[known & (places == place)] for place, choice in enumerate(field.choices)}
    large = {choice: sample for choice, sample in samples.items() if len(sample) >= SMALLEST_GROUP}
    return large, tuple(choice for choice, sample in samples.items() if is_small(len(sample)))


def difference(samples: Samples, first: str, second: str) -> Difference:
    """Between two named groups, with Welch's interval."""
    lower, higher = sorted((second, first), key=lambda choice: float(samples[choice].mean()))
    interval, _ = intervals.welch(samples[higher], samples[lower])
    return Difference(higher, lower, float(samples[higher].mean() - samples[lower].mean()), interval)


def largest_difference(samples: Samples) -> Difference:
    """Between the groups with the largest and the smallest mean; picked from many, so with the wider interval."""
    if len(samples) == 2:
        return difference(samples, *samples)
    means = {choice: float(sample.mean()) for choice, sample in samples.items()}
    higher, lower = max(means, key=lambda c: means[c]), min(means, key=lambda c: means[c])
    interval = intervals.any_two(samples[higher], samples[lower], len(samples))
    return Difference(higher, lower, means[higher] - means[lower], interval)


def five_numbers(values: Numbers) -> Box:
    """Of at least one value, by linear interpolation between neighbours (type 7 of Hyndman and Fan 1996)."""
    minimum, q1, median, q3, maximum = np.quantile(values, [0, 0.25, 0.5, 0.75, 1]).tolist()
    return Box(minimum=minimum, q1=q1, median=median, q3=q3, maximum=maximum)


def _group(choice: str, sample: Numbers) -> Group:
    interval, box = intervals.mean_interval(sample), five_numbers(sample)
    return Group(choice=choice, n=len(sample), mean=float(sample.mean()), interval=interval, box=box)


def _note(large: list[Numbers]) -> Note | None:
    if not large:
        return NOT_ENOUGH_ROWS
    if len(large) == 1:
        return ONE_GROUP
    return ALL_THE_SAME if intervals.eta_squared(large) is None else None
