"""Which rows train and which validate: the held-out part and the folds, groups and repeated rows kept together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.effort import EFFORT, Effort, drawn
from mlcore.pipeline.fitting.keeping_together import fold_of_each_row, held_out_rows, joined, leaves_enough
from mlcore.pipeline.messages import N_, Figure
from mlcore.pipeline.rows.repeats import repeated_rows
from mlcore.pipeline.schema import Field, Question, Schema, plain

FEWEST_ROWS = 30
FEWEST_GROUPS = 3  # of fewer nothing can be said about a new one
FOLDS = 5
REPEATS = 5
TUNING_OFFSET = 1_000  # tuning must not see the folds that compare, so it has seeds of its own
LARGEST_SEED = 2**32 - 1 - TUNING_OFFSET

Positions = NDArray[np.intp]
Fold = tuple[Positions, Positions]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows whose target is known: inputs as a frame (n, fields), target (n,).

    `groups`, `repeats` and `people` (n,) number what must not be cut apart: rows of one group, rows that are copies of
    each other, and rows of one person; None where there are none. `supported` (n,) marks those whose target is a result
    with support, set against those without; None where none is. `named_groups` counts the groups that the rows
    name, also where these are too few.
    """

    fields: tuple[Field, ...]
    target_field: Field
    inputs: pd.DataFrame
    target: NDArray[np.float64]
    groups: Positions | None
    repeats: Positions | None = None
    people: Positions | None = None
    supported: NDArray[np.bool_] | None = None
    named_groups: int = 0
    without_group: int = 0

    def __len__(self) -> int:
        return len(self.target)

    @property
    def bounds(self) -> tuple[float, float]:
        return self.target_field.bounds

    @cached_property
    def together(self) -> Positions | None:
        """A number per row (n,), the same for rows that no fold may cut apart; None where each stands alone."""
        return joined(joined(self.groups, self.repeats), self.people)

    def take(self, positions: Positions) -> "Rows":
        names = ("groups", "repeats", "people", "supported")
        kept = {name: codes[positions] for name in names if (codes := getattr(self, name)) is not None}
        return replace(self, inputs=self.inputs.iloc[positions], target=self.target[positions], **kept)

    def without_groups(self) -> "Rows":
        return replace(self, groups=None)


def known_rows(frame: pd.DataFrame, task: Question) -> pd.DataFrame:
    """The rows that can be learned from, in their order, with every column."""
    return frame[frame[task.target].notna()].reset_index(drop=True)


def usable_rows(frame: pd.DataFrame, schema: Schema, task: Question, people: Positions | None = None) -> Rows:
    """The rows of a checked frame whose target is known; `people` numbers all of its rows, the same for rows of one
    person. Raises TrainingError where nothing can be learned.
    """
    known = known_rows(frame, task)
    fields, target_field = schema.inputs(task), schema.field(task.target)
    if len(known) < FEWEST_ROWS:
        told = N_("%(known)s of %(rows)s rows have a %(target)s; at least %(fewest)s are needed: import more rows")
        raise TrainingError(told, known=len(known), rows=len(frame), target=target_field.label, fewest=FEWEST_ROWS)
    target = known[task.target].to_numpy(dtype=np.float64)
    if target.min() == target.max():
        told = N_("%(target)s is %(value)s in every row: there is nothing to learn")
        raise TrainingError(told, target=target_field.label, value=Figure(plain(target[0])))
    groups = _groups(known, schema)
    named = groups[groups >= 0]
    kept = _each_alone(groups) if len(np.unique(named)) >= FEWEST_GROUPS else None
    return Rows(
        fields=fields,
        target_field=target_field,
        inputs=known[[field.slug for field in fields]],
        target=target,
        groups=kept,
        repeats=_repeats(known, schema, task, kept),
        people=None if people is None else people[frame[task.target].notna().to_numpy()],
        named_groups=len(np.unique(named)),
        without_group=len(groups) - len(named),
    )


def _groups(known: pd.DataFrame, schema: Schema) -> Positions:
    """A number per row (n,), -1 where it names no group."""
    if schema.group is None:
        return np.full(len(known), -1, dtype=np.intp)
    return np.asarray(pd.factorize(known[schema.group])[0], dtype=np.intp)


def _repeats(known: pd.DataFrame, schema: Schema, task: Question, groups: Positions | None) -> Positions | None:
    apart = {field.slug for field in schema.kept_apart(task)}
    copies = repeated_rows(known, task.inputs, task.target, apart)
    if groups is None or schema.group is None or copies is None:
        return copies
    if leaves_enough(groups, copies, FOLDS):
        return copies
    # One copy in another group ties both together, and a few tie all: then they count within their group only.
    return repeated_rows(known, [*task.inputs, schema.group], task.target, apart)


def _each_alone(groups: Positions) -> Positions:
    """Rows that name no group become groups of their own, since nothing says who they belong to."""
    alone = groups < 0
    return np.where(alone, groups.max() + np.cumsum(alone), groups)


def check_seed(seed: int) -> None:
    if not 0 <= seed <= LARGEST_SEED:
        told = N_("the seed must be a whole number from 0 to %(most)s, not %(seed)s")
        raise TrainingError(told, most=LARGEST_SEED, seed=seed)


def split(rows: Rows, test_size: float, seed: int) -> Fold:
    """Positions of the training and the held-out part: `train_test_split`, or about as many rows of whole groups."""
    from sklearn.model_selection import train_test_split

    positions = np.arange(len(rows))
    if rows.together is None:
        train, held_out = train_test_split(positions, test_size=test_size, random_state=seed)
        return train, held_out
    held_out = held_out_rows(rows.together, test_size, seed)
    return np.setdiff1d(positions, held_out), held_out


def comparison_folds(rows: Rows, seed: int, effort: Effort = EFFORT) -> list[Fold]:
    """Repeated shuffled K-fold, the same for every candidate: `repeats(rows)` times up to `FOLDS` folds."""
    return [fold for repeat in range(repeats(rows, effort)) for fold in _k_folds(rows, FOLDS, seed + repeat)]


def repeats(rows: Rows, effort: Effort = EFFORT) -> int:
    """Once, where there are so few groups that each is a fold: it would be the same folds again."""
    few_groups = rows.together is not None and len(np.unique(rows.together)) <= FOLDS
    if few_groups or effort.holds("one repeat", len(rows)):
        return 1
    return 2 if effort.holds("two repeats", len(rows)) else REPEATS


def tuning_folds(rows: Rows, seed: int, effort: Effort = EFFORT) -> list[Fold]:
    """For the search of settings; seeded apart from the folds of the comparison, which must not be tuned on."""
    least = effort.above["settings on a sample"]
    if len(rows) <= least:
        return list(_k_folds(rows, FOLDS, seed + TUNING_OFFSET))
    some = drawn(len(rows), max(least, len(rows) // 10), seed)
    folds = _k_folds(rows.take(some), FOLDS, seed + TUNING_OFFSET)
    return [(some[train], some[validation]) for train, validation in folds]


def residual_folds(rows: Rows, seed: int, effort: Effort = EFFORT) -> list[Fold]:
    """Ten folds, so that the residuals come from models that saw nearly as many rows as the served one; of very many
    rows four fifths teach as much."""
    return list(_k_folds(rows, FOLDS if effort.holds("five parts for ranges", len(rows)) else 10, seed))


def _k_folds(rows: Rows, wanted: int, seed: int) -> Iterator[Fold]:
    from sklearn.model_selection import KFold

    positions = np.arange(len(rows))
    if rows.together is None:
        return KFold(min(wanted, len(rows)), shuffle=True, random_state=seed).split(positions)
    folds = min(wanted, len(np.unique(rows.together)))
    own = fold_of_each_row(rows.together, folds, seed)
    return ((np.flatnonzero(own != fold), np.flatnonzero(own == fold)) for fold in range(folds))
