"""Which rows train and which validate: the held-out part and the folds, groups kept together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.schema import Field, Question, Schema, plain

FEWEST_ROWS = 30
FEWEST_GROUPS = 3
FOLDS = 5
REPEATS = 5
TUNING_OFFSET = 1_000  # tuning must not see the folds that compare, so it has seeds of its own
LARGEST_SEED = 2**32 - 1 - TUNING_OFFSET

Positions = NDArray[np.intp]
Fold = tuple[Positions, Positions]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows whose target is known: inputs as a frame (n, fields), target (n,), groups (n,) or None."""

    fields: tuple[Field, ...]
    target_field: Field
    inputs: pd.DataFrame
    target: NDArray[np.float64]
    groups: NDArray[np.intp] | None

    def __len__(self) -> int:
        return len(self.target)

    @property
    def bounds(self) -> tuple[float, float]:
        return self.target_field.bounds

    def take(self, positions: Positions) -> "Rows":
        groups = None if self.groups is None else self.groups[positions]
        return replace(self, inputs=self.inputs.iloc[positions], target=self.target[positions], groups=groups)

    def without_groups(self) -> "Rows":
        return replace(self, groups=None)


def known_rows(frame: pd.DataFrame, task: Question) -> pd.DataFrame:
    """The rows that can be learned from, in their order, with every column."""
    return frame[frame[task.target].notna()].reset_index(drop=True)


def usable_rows(frame: pd.DataFrame, schema: Schema, task: Question) -> Rows:
    """The rows of a checked frame whose target is known. Raises TrainingError where nothing can be learned."""
    known = known_rows(frame, task)
    fields, target_field = schema.inputs(task), schema.field(task.target)
    if len(known) < FEWEST_ROWS:
        raise TrainingError(
            f"{len(known)} of {len(frame)} rows have a {target_field.label}; at least {FEWEST_ROWS} are needed: "
            "import more rows"
        )
    target = known[task.target].to_numpy(dtype=np.float64)
    if target.min() == target.max():
        raise TrainingError(f"{target_field.label} is {plain(target[0])} in every row: there is nothing to learn")
    return Rows(
        fields=fields,
        target_field=target_field,
        inputs=known[[field.slug for field in fields]],
        target=target,
        groups=_groups(known, schema),
    )


def _groups(known: pd.DataFrame, schema: Schema) -> NDArray[np.intp] | None:
    """A number per group, or None where there are too few to hold some out and still compare on others.

    A row that names no group is a group of its own, since nothing says who it belongs to.
    """
    if schema.group is None:
        return None
    codes = np.asarray(pd.factorize(known[schema.group])[0], dtype=np.intp)
    alone = codes < 0
    codes[alone] = codes.max(initial=-1) + 1 + np.arange(alone.sum())
    return None if len(np.unique(codes)) < FEWEST_GROUPS else codes


def check_seed(seed: int) -> None:
    if not 0 <= seed <= LARGEST_SEED:
        raise TrainingError(f"the seed must be a whole number from 0 to {LARGEST_SEED}, not {seed}")


def split(rows: Rows, test_size: float, seed: int) -> Fold:
    """Positions of the training and the held-out part: `train_test_split`, or whole groups where there are any."""
    from sklearn.model_selection import GroupShuffleSplit, train_test_split

    positions = np.arange(len(rows))
    if rows.groups is None:
        train, held_out = train_test_split(positions, test_size=test_size, random_state=seed)
        return train, held_out
    splitter = GroupShuffleSplit(n_splits=1, test_size=test_size, random_state=seed)
    return next(splitter.split(positions, groups=rows.groups))


def comparison_folds(rows: Rows, seed: int) -> list[Fold]:
    """Repeated shuffled K-fold, the same for every candidate: `REPEATS` times up to `FOLDS` folds."""
    return [fold for repeat in range(REPEATS) for fold in _k_folds(rows, FOLDS, seed + repeat)]


def tuning_folds(rows: Rows, seed: int) -> list[Fold]:
    """For the search of settings; seeded apart from the folds of the comparison, which must not be tuned on."""
    return list(_k_folds(rows, FOLDS, seed + TUNING_OFFSET))


def residual_folds(rows: Rows, seed: int) -> list[Fold]:
    """Ten folds, so that the residuals come from models that saw nearly as many rows as the served one."""
    return list(_k_folds(rows, 10, seed))


def _k_folds(rows: Rows, wanted: int, seed: int) -> Iterator[Fold]:
    from sklearn.model_selection import GroupKFold, KFold

    positions = np.arange(len(rows))
    if rows.groups is None:
        return KFold(min(wanted, len(rows)), shuffle=True, random_state=seed).split(positions)
    splits = min(wanted, len(np.unique(rows.groups)))
    return GroupKFold(splits, shuffle=True, random_state=seed).split(positions, groups=rows.groups)
