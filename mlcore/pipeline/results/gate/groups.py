"""Groups in which a new model errs more than the live one."""

from dataclasses import dataclass

from mlcore.pipeline.results.groups import Group
from mlcore.pipeline.results.scores import Estimate

# Of fewer students an error of a group says little.
FEWEST_COMPARED = 30


@dataclass(frozen=True, kw_only=True)
class GroupLoss:
    """MAE of both models on the same `rows` of one group, in the unit of the target, and the paired difference (new
    minus live) with an interval that holds for all groups that were looked at together.

    With `in_tens` a small group of the same field is hidden, and an exact count would give it away.
    """

    field: str
    group: Group
    rows: int
    in_tens: bool
    mae: float
    live_mae: float
    difference: Estimate


@dataclass(frozen=True, kw_only=True)
class GroupLosses:
    """Of `compared` groups of 30 rows or more those that are `worse`, the worst first: the MAE of the new model is
    larger by more than `allowed`, in the unit of the target, and larger for sure."""

    compared: int
    allowed: float
    worse: tuple[GroupLoss, ...]
