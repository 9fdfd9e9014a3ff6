"""How the rows of a training were used."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Parts:
    """How the rows were used.

    `groups` counts the named groups that were kept together, 0 where there are none; `too_few_groups` those that were
    not, because they are too few. `without_group` rows name none and stand alone, `repeated` rows are copies of others
    and stay with them. Runs of older releases counted none of these, and were `compared_on_all` rows never: only on
    those that trained.
    """

    rows: int
    training_rows: int
    held_out_rows: int
    folds: int
    repeats: int
    groups: int
    seed: int
    too_few_groups: int = 0
    without_group: int = 0
    repeated: int = 0
    compared_on_all: bool = False
