"""How the rows of a training were used."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Parts:
    """How the rows were used. `groups` counts the groups kept together, 0 where there are none."""

    rows: int
    training_rows: int
    held_out_rows: int
    folds: int
    repeats: int
    groups: int
    seed: int
