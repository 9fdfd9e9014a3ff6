"""How far students of one group are off together: classes move together, and no model can know to which side."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Between:
    """Of the variance that a model leaves open, the `share` (0 to 1) that goes with the group (class, school) alone.

    `likely` holds equally likely values of it, ascending: the fewer `groups` tell of it, the further apart they lie.
    """

    share: float
    likely: tuple[float, ...]
    groups: int
