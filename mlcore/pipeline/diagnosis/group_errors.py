"""Error and bias by group, with intervals, for every field: also for those that the model never looks at."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.diagnosis.coverage import wilson
from mlcore.pipeline.results.diagnosis import FieldErrors, GroupError
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.columns import codes, is_choice, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field, plain

DRAWS = 1_000
# The bootstrap of a mean over more rows than this is its normal interval to every digit shown, and costs gigabytes.
MOST_RESAMPLED = 2_000
NOT_KNOWN = "not known"
NUMBER_GROUPS = 3

Member = tuple[str, NDArray[np.bool_]]


def group_errors(
    frame: pd.DataFrame,
    fields: Sequence[Field],
    actual: Floats,
    predicted: Floats,
    seed: int,
    inside: Floats | None = None,
) -> tuple[FieldErrors, ...]:
    """Errors by group of each field of `frame` (n rows), whose rows `actual` and `predicted` (n,) belong to.

    A number is cut into three groups of about the same size. 95 % intervals are percentiles of a seeded bootstrap
    over the rows of the group (Efron and Tibshirani 1993). `inside` (n,) says which rows lay inside their range.
    """
    random = np.random.default_rng(seed)
    return tuple(_of_field(frame, field, actual, predicted, inside, random) for field in fields)


def _of_field(
    frame: pd.DataFrame,
    field: Field,
    actual: Floats,
    predicted: Floats,
    inside: Floats | None,
    random: np.random.Generator,
) -> FieldErrors:
    groups, hidden = [], []
    for name, member in _members(frame, field):
        if member.sum() < SMALLEST_GROUP:
            hidden.append(name)
            continue
        held = None if inside is None else inside[member & ~np.isnan(inside)]
        groups.append(_of_group(name, actual[member], predicted[member], held, random))
    return FieldErrors(field.slug, tuple(groups), tuple(hidden))


def _members(frame: pd.DataFrame, field: Field) -> Iterator[Member]:
    """Groups that anybody is in, in the schema's order, those whose value is not known last."""
    if is_choice(field):
        places = codes(frame, field)
        found = [(choice, places == place) for place, choice in enumerate(field.choices)]
        unknown = places < 0
    else:
        found, unknown = _by_size(numbers(frame, field))
    yield from (one for one in (*found, (NOT_KNOWN, unknown)) if one[1].any())


def _by_size(values: Floats) -> tuple[list[Member], NDArray[np.bool_]]:
    known = values[~np.isnan(values)]
    if not len(known):
        return [], np.isnan(values)
    inner = np.quantile(known, [part / NUMBER_GROUPS for part in range(1, NUMBER_GROUPS)], method="higher")
    ends = [known.min(), *sorted(set(inner.tolist()) - {float(known.min())}), np.inf]
    pairs = zip(ends, ends[1:], strict=False)
    members = [(values >= low) & (values < high) for low, high in pairs]
    shown = [member for member in members if member.any()]
    return [(f"{plain(values[one].min())} to {plain(values[one].max())}", one) for one in shown], np.isnan(values)


def _of_group(
    name: str, actual: Floats, predicted: Floats, inside: Floats | None, random: np.random.Generator
) -> GroupError:
    off = predicted - actual
    bias, mae, mse = _intervals(np.stack([off, np.abs(off), off**2]), random)
    q1, median, q3 = (float(value) for value in np.quantile(off, [0.25, 0.5, 0.75]))
    return GroupError(
        group=name,
        n=len(actual),
        actual=float(actual.mean()),
        bias=bias,
        mae=mae,
        rmse=Estimate(*(max(0.0, end) ** 0.5 for end in (mse.mean, mse.low, mse.high))),
        middle=(q1, median, q3),
        covered=None if inside is None or not len(inside) else wilson(inside),
    )


def _intervals(figures: Floats, random: np.random.Generator) -> list[Estimate]:
    """Mean and 95 % interval of each row of `figures` (k, n), all from the same draws."""
    means, n = figures.mean(axis=1), figures.shape[1]
    if n > MOST_RESAMPLED:
        half = 1.959964 * figures.std(axis=1, ddof=1) / n**0.5
        ends = np.stack([means - half, means + half])
    else:
        drawn = random.integers(0, n, (DRAWS, n))
        ends = np.quantile([row[drawn].mean(axis=1) for row in figures], [0.025, 0.975], axis=1)
    return [
        Estimate(float(mean), float(low), float(high)) for mean, low, high in zip(means, ends[0], ends[1], strict=True)
    ]
