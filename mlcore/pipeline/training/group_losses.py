"""In which groups a new model errs more than the live one, beyond chance: both are asked about the same rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.diagnosis.group_errors import members
from mlcore.pipeline.results.gate.groups import FEWEST_COMPARED, GroupLoss, GroupLosses
from mlcore.pipeline.results.groups import Group
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.privacy import in_tens, is_small
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats.intervals import mean_interval


@dataclass(frozen=True)
class Errors:
    """Absolute errors (n,) of both models, in the unit of the target, for rows with every column."""

    frame: pd.DataFrame
    new: Floats
    live: Floats


@dataclass(frozen=True)
class _Group:
    field: str
    group: Group
    member: NDArray[np.bool_]
    is_beside_small: bool


def group_losses(errors: Errors, fields: Sequence[Field], allowed: float) -> GroupLosses:
    """By the groups of all `fields`, numbers in thirds. A group is worse where its mean absolute error is larger by
    more than `allowed` and the t interval of the paired difference, corrected for the number of groups, lies above 0.
    """
    groups = [group for field in fields for group in _groups(errors.frame, field)]
    losses = [_loss(errors, group, len(groups)) for group in groups]
    worse = [loss for loss in losses if loss.difference.mean > allowed and loss.difference.low > 0]
    worst_first = sorted(worse, key=lambda loss: loss.difference.mean, reverse=True)
    return GroupLosses(compared=len(groups), allowed=allowed, worse=tuple(worst_first))


def _groups(frame: pd.DataFrame, field: Field) -> Iterator[_Group]:
    found = list(members(frame, field))
    is_beside_small = any(is_small(int(member.sum())) for _, member in found)
    for group, member in found:
        if member.sum() >= FEWEST_COMPARED:
            yield _Group(field.slug, group, member, is_beside_small)


def _loss(errors: Errors, group: _Group, looks: int) -> GroupLoss:
    new, live = errors.new[group.member], errors.live[group.member]
    rows, interval = len(new), mean_interval(new - live, looks)
    return GroupLoss(
        field=group.field,
        group=group.group,
        rows=in_tens(rows) if group.is_beside_small else rows,
        in_tens=group.is_beside_small,
        mae=float(new.mean()),
        live_mae=float(live.mean()),
        difference=Estimate(float((new - live).mean()), *interval),
    )
