"""Rows that repeat: the same inputs and the same result again, by copying and not by chance."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Where rows alike in everything else mostly share the target too, they are copies. Where inputs are coarse, e.g. two
# yes-or-no answers, many pupils look alike and differ in the target: they are pupils of their own.
MOSTLY_COPIES = 0.8
FEWEST_DIFFERENT = 10


def repeated_rows(
    rows: pd.DataFrame, inputs: Sequence[str], target: str, apart: Collection[str] = ()
) -> NDArray[np.intp] | None:
    """A number per row (n,), the same for rows that are equal in all inputs and the target; None where none repeat.

    Blanks are equal to each other. Where the inputs are too coarse to tell copies from pupils who look alike, rows
    must be equal in every column but those kept `apart`: what no model may learn of must not decide its folds either.
    """
    everything = [name for name in rows.columns if name != target and name not in apart]
    for others in (list(inputs), everything):
        copies = _copies(rows, others, target)
        if copies is not None:
            return copies
    return None


def count_repeats(copies: NDArray[np.intp] | None) -> int:
    """How many rows repeat an earlier one; `copies` as `repeated_rows` gives them."""
    return 0 if copies is None else len(copies) - len(np.unique(copies))


def _copies(rows: pd.DataFrame, others: list[str], target: str) -> NDArray[np.intp] | None:
    whole = numbered(rows[[*others, target]])
    different = int(whole.max()) + 1
    if different == len(rows) or different < FEWEST_DIFFERENT:
        return None
    return whole if _mostly_copies(numbered(rows[others]), whole) else None


def numbered(rows: pd.DataFrame) -> NDArray[np.intp]:
    """Equal rows get equal numbers from 0 on. They are told apart by 64 bits of their values, blanks included."""
    return np.asarray(pd.factorize(pd.util.hash_pandas_object(rows, index=False))[0], dtype=np.intp)


def _mostly_copies(alike: NDArray[np.intp], whole: NDArray[np.intp]) -> bool:
    """Of the sets of rows with the same inputs, most have one target only."""
    rows = np.bincount(alike)
    first_of_each = np.unique(whole, return_index=True)[1]
    targets = np.bincount(alike[first_of_each], minlength=len(rows))
    several = rows > 1
    return bool(np.mean(targets[several] == 1) >= MOSTLY_COPIES)
