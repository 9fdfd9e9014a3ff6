"""Groups, and rates of groups, from which nothing about a few students follows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.diagnosis.group_errors import Member, members
from mlcore.pipeline.results.groups import Group
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP, also_hidden
from mlcore.pipeline.schema import Field

Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The groups of a field that may be told of, and `rated`, the places of those whose rates may be."""

    field: str
    groups: tuple[Member, ...]
    hidden: tuple[Group, ...]
    rated: frozenset[int]


def shown(frame: pd.DataFrame, field: Field, below: Mask | None) -> Shown:
    """`below` says of each row (n,) whether its result lies below the pass mark; None where there is none."""
    found = list(members(frame, field))
    small = [member for member in found if member[1].sum() < SMALLEST_GROUP]
    large = [member for member in found if member[1].sum() >= SMALLEST_GROUP]
    counts = [int(mask.sum()) for _, mask in large]
    beside = also_hidden(counts, len(small), sum(int(mask.sum()) for _, mask in small))
    told = tuple(member for place, member in enumerate(large) if place not in beside)
    hidden = (*small, *(member for place, member in enumerate(large) if place in beside))
    rated = frozenset[int]() if below is None else _rated(told, hidden, below)
    return Shown(field=field.slug, groups=told, hidden=tuple(group for group, _ in hidden), rated=rated)


def is_rated(below: Mask | None) -> bool:
    """Whether enough of these rows lie on both sides of the pass mark."""
    return below is not None and min(int(below.sum()), int((~below).sum())) >= SMALLEST_GROUP


def _rated(told: Sequence[Member], hidden: Sequence[Member], below: Mask) -> frozenset[int]:
    """Rates name how many lie on each side, so both must be ten students or none is told; and as the numbers of
    everybody are known, what is left when all that is told is taken away must be of two groups and ten students too."""
    sides = [below, ~below]
    out = {place for place, (_, mask) in enumerate(told) if not is_rated(below[mask])}
    while more := {place for side in sides for place in _beside(told, hidden, out, side)}:
        out |= more
    return frozenset(range(len(told))) - out


def _beside(told: Sequence[Member], hidden: Sequence[Member], out: set[int], side: Mask) -> set[int]:
    """Places to leave out beside those that are out, by how many of each group are on a side."""
    counts = [int((mask & side).sum()) for _, mask in told]
    rest = [place for place in range(len(told)) if place not in out]
    students = sum(counts[place] for place in out) + sum(int((mask & side).sum()) for _, mask in hidden)
    found = also_hidden([counts[place] for place in rest], len(out) + len(hidden), students)
    return {rest[place] for place in found}
