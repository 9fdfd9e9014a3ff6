"""How the rows of a training were used."""

from dataclasses import dataclass
from typing import Literal

# Rules of `mlcore.pipeline.fitting.effort`, by which less is done of more rows; said in mlcore.words.training.effort.
RuleName = Literal[
    "settings raced",
    "not repeated",
    "curve of the chosen",
    "own rows once",
    "own rows sampled",
    "two repeats",
    "one repeat",
    "settings on a sample",
    "forest on a sample",
    "AdaBoost on a sample",
    "neighbours on a sample",
    "others weighed on a sample",
    "five parts for ranges",
    "ranges checked on a sample",
    "compared on a sample",
    "boosting on a sample",
    "neighbours step aside",
]


@dataclass(frozen=True)
class InForce:
    """A rule that was in force, because there were more than `above` rows."""

    rule: RuleName
    above: int


@dataclass(frozen=True, kw_only=True)
class Parts:
    """How the rows were used.

    `groups` counts the named groups that were kept together, 0 where there are none; `too_few_groups` those that were
    not, because they are too few. `without_group` rows name none and stand alone, `repeated` rows are copies of others
    and stay with them. Runs of older releases counted none of these, and were `compared_on_all` rows never: only on
    those that trained. `supported` rows are results of students who had support, set against those of others;
    `supported_left_out` ones could not be, and are not among the `rows`.

    `compared` of the rows are what candidates were tuned and compared on, all where it is 0; `effort` says by which
    rules less was done because there are many rows.
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
    compared: int = 0
    effort: tuple[InForce, ...] = ()
    supported: int = 0
    supported_left_out: int = 0
