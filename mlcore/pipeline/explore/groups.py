"""A score compared between the groups of one field: means, intervals, boxes and effect sizes."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from mlcore.pipeline.rows.arrays import Numbers
from mlcore.pipeline.rows.columns import ALL_THE_SAME, NOT_ENOUGH_ROWS, ONE_GROUP, codes, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats import intervals


@dataclass(frozen=True)
class Box:
    """Five-number summary, in the target's unit."""

    minimum: float
    q1: float
    median: float
    q3: float
    maximum: float


@dataclass(frozen=True)
class Group:
    """One choice: students, mean of the target with its 95 % interval."""

    choice: str
    n: int
    mean: float
    low: float
    high: float
    box: Box


@dataclass(frozen=True)
class Difference:
    """Mean of `higher` minus mean of `lower`, never negative, with its 95 % interval."""

    higher: str
    lower: str
    points: float
    low: float
    high: float


@dataclass(frozen=True)
class GroupComparison:
    """One category or ordered field against a number. `hidden` names the choices with fewer than 10 students; with
    any, all counts are to be told in tens, and a group that holds all the others is hidden as well."""

    field: str
    target: str
    n: int
    groups: tuple[Group, ...]
    hidden: tuple[str, ...]
    difference: Difference | None
    eta_squared: float | None
    p_value: float | None
    note: str
    kind: Literal["groups"] = "groups"


Samples = dict[str, Numbers]


def compare_groups(frame: pd.DataFrame, field: Field, target: Field) -> GroupComparison:
    """Groups in the schema's order; a `note` says why figures are absent."""
    samples, hidden = samples_by_choice(frame, field, target)
    note = _note(list(samples.values()))
    if hidden and len(samples) == 1:
        samples = {}
    shown = list(samples.values())
    enough = len(shown) > 1
    return GroupComparison(
        field=field.slug,
        target=target.slug,
        n=sum(len(sample) for sample in shown),
        groups=tuple(_group(choice, sample) for choice, sample in samples.items()),
        hidden=hidden,
        difference=largest_difference(samples) if enough else None,
        eta_squared=intervals.eta_squared(shown) if enough else None,
        p_value=intervals.welch_anova(shown) if enough else None,
        note=note,
    )


def samples_by_choice(frame: pd.DataFrame, field: Field, target: Field) -> tuple[Samples, tuple[str, ...]]:
    """The target's values of each group that is large enough, and the choices of groups that are not."""
    scores, places = numbers(frame, target), codes(frame, field)
    known = ~np.isnan(scores)
    found = {choice: scores[known & (places == place)] for place, choice in enumerate(field.choices)}
    large = {choice: sample for choice, sample in found.items() if len(sample) >= SMALLEST_GROUP}
    return large, tuple(c for c, sample in found.items() if 0 < len(sample) < SMALLEST_GROUP)


def difference(samples: Samples, one: str, other: str) -> Difference:
    """Between two named groups, with Welch's interval."""
    if samples[one].mean() < samples[other].mean():
        one, other = other, one
    low, high, _ = intervals.welch(samples[one], samples[other])
    return Difference(one, other, float(samples[one].mean() - samples[other].mean()), low, high)


def largest_difference(samples: Samples) -> Difference:
    """Between the groups with the largest and the smallest mean; picked from many, so with the wider interval."""
    if len(samples) == 2:
        return difference(samples, *samples)
    means = {choice: float(sample.mean()) for choice, sample in samples.items()}
    higher, lower = max(means, key=lambda c: means[c]), min(means, key=lambda c: means[c])
    low, high = intervals.any_two(samples[higher], samples[lower], len(samples))
    return Difference(higher, lower, means[higher] - means[lower], low, high)


def _group(choice: str, sample: Numbers) -> Group:
    low, high = intervals.mean_interval(sample)
    box = Box(*(float(value) for value in np.quantile(sample, [0, 0.25, 0.5, 0.75, 1])))
    return Group(choice, len(sample), float(sample.mean()), low, high, box)


def _note(shown: list[Numbers]) -> str:
    if not shown:
        return NOT_ENOUGH_ROWS
    if len(shown) == 1:
        return ONE_GROUP
    return ALL_THE_SAME if intervals.eta_squared(shown) is None else ""
