"""Error and bias by group, with intervals, for every field: also for those that the model never looks at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.diagnosis.suppression import without_traces
from mlcore.pipeline.results.diagnosis import FieldErrors, GroupError
from mlcore.pipeline.results.groups import Group, NumberBand
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.columns import codes, is_choice, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats.estimates import bootstrap_means, wilson

NUMBER_GROUPS = 3

Member = tuple[Group, NDArray[np.bool_]]


@dataclass(frozen=True)
class Judged:
    """Rows (n) with every column, what they scored and what was predicted for them, both (n,).

    `inside` (n,) says which of them lay inside their range, NaN where that is not known.
    """

    frame: pd.DataFrame
    actual: Floats
    predicted: Floats
    inside: Floats | None = None

    def take(self, member: NDArray[np.bool_]) -> "Judged":
        inside = None if self.inside is None else self.inside[member & ~np.isnan(self.inside)]
        return Judged(self.frame[member], self.actual[member], self.predicted[member], inside)


def group_errors(judged: Judged, fields: Sequence[Field], seed: int) -> tuple[FieldErrors, ...]:
    """Errors by group of each field.

    A number is cut into three groups of about the same size. 95 % intervals are percentiles of a seeded bootstrap
    over the rows of the group (Efron and Tibshirani 1993).
    """
    random = np.random.default_rng(seed)
    return tuple(_of_field(judged, field, random) for field in fields)


def _of_field(judged: Judged, field: Field, random: np.random.Generator) -> FieldErrors:
    groups, hidden = [], []
    for group, member in members(judged.frame, field):
        if member.sum() < SMALLEST_GROUP:
            hidden.append(group)
        else:
            groups.append(_of_group(group, judged.take(member), random))
    return without_traces(FieldErrors(field.slug, tuple(groups), tuple(hidden)), len(judged.frame))


def members(frame: pd.DataFrame, field: Field) -> Iterator[Member]:
    """Groups that anybody is in, in the schema's order, those whose value is not known last."""
    if is_choice(field):
        places = codes(frame, field)
        groups: list[Member] = [(choice, places == place) for place, choice in enumerate(field.choices)]
        unknown = places < 0
    else:
        groups, unknown = _by_size(numbers(frame, field))
    yield from ((group, member) for group, member in (*groups, (None, unknown)) if member.any())


def _by_size(values: Floats) -> tuple[list[Member], NDArray[np.bool_]]:
    known = values[~np.isnan(values)]
    if not len(known):
        return [], np.isnan(values)
    inner = np.quantile(known, [part / NUMBER_GROUPS for part in range(1, NUMBER_GROUPS)], method="higher")
    ends = [known.min(), *_cuts(known, sorted(set(inner.tolist()))), np.inf]
    pairs = zip(ends, ends[1:], strict=False)
    members = [(values >= low) & (values < high) for low, high in pairs]
    return [(_band(values[member]), member) for member in members], np.isnan(values)


def _cuts(known: Floats, wanted: Sequence[float]) -> list[float]:
    """Those that leave enough students on both sides: the name of a small band would tell what they have."""
    cuts: list[float] = []
    for cut in wanted:
        below = (known < cut) & (known >= cuts[-1] if cuts else True)
        if min(below.sum(), (known >= cut).sum()) >= SMALLEST_GROUP:
            cuts.append(cut)
    return cuts


def _band(values: Floats) -> NumberBand:
    return NumberBand(float(values.min()), float(values.max()))


def _of_group(group: Group, judged: Judged, random: np.random.Generator) -> GroupError:
    off = judged.predicted - judged.actual
    bias, mae, mse = bootstrap_means(np.stack([off, np.abs(off), off**2]), random)
    q1, median, q3 = (float(value) for value in np.quantile(off, [0.25, 0.5, 0.75]))
    return GroupError(
        group=group,
        n=len(off),
        actual=float(judged.actual.mean()),
        bias=bias,
        mae=mae,
        rmse=Estimate(*(max(0.0, end) ** 0.5 for end in (mse.mean, mse.low, mse.high))),
        middle=(q1, median, q3),
        covered=None if judged.inside is None or not len(judged.inside) else wilson(judged.inside),
    )
