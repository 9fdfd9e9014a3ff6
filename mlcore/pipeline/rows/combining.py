"""Rows of several datasets as rows of one: carried over to one schema, and none learned from twice unnoticed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.rows.repeats import numbered
from mlcore.pipeline.schema import Field, Schema

# Standard errors beyond which more rows repeat than chance explains.
SURELY = 3.0


@dataclass(frozen=True)
class Repeats:
    """How many rows of a part stand in a part before it too, and how many of these were left out."""

    rows: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class Combined:
    """All rows, what repeated, part by part, and which of all rows that were given are among them."""

    frame: pd.DataFrame
    repeats: tuple[Repeats, ...]
    kept: NDArray[np.bool_]

    def still(self, sets: Iterable[Sequence[int]]) -> list[list[int]]:
        """Of sets of positions among all rows that were given, where these rows are now; none of one row alone."""
        return [one for one in map(self.still_there, sets) if len(one) > 1]

    def still_there(self, positions: Sequence[int]) -> list[int]:
        """Where those of these rows are now that were kept."""
        return [int(self._places[position]) for position in positions if self.kept[position]]

    @cached_property
    def _places(self) -> NDArray[np.intp]:
        return np.cumsum(self.kept) - 1


def carried(frame: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """The rows under a newer schema that contradicts nothing of theirs: a field that they lack is not known."""
    columns = {field.slug: _column(frame, field) for field in schema.fields}
    return pd.DataFrame(columns, index=frame.index)


def _column(frame: pd.DataFrame, field: Field) -> pd.Series:
    if field.slug in frame:
        return frame[field.slug]
    nothing, dtype = (np.nan, "float64") if field.is_number else (None, "object")
    return pd.Series([nothing] * len(frame), index=frame.index, dtype=dtype)


def combine(frames: Sequence[pd.DataFrame], leave_out: bool | None = None) -> Combined:
    """One frame after the other, all with the same columns.

    A row that stands in a frame before it is left out (as often as it stands there) if `leave_out` is true. If it is
    None, this is decided for each frame: rows are copies where more of them repeat than chance explains. Pupils with
    the same values are no copies: as many rows have a twin within the frames before as would meet one there by chance.
    """
    whole = pd.concat(frames, ignore_index=True)
    numbers, sizes = numbered(whole), [len(frame) for frame in frames]
    kept, repeats, start = np.zeros(len(whole), dtype=bool), [], 0
    for size in sizes:
        mine = slice(start, start + size)
        kept[mine], found = _kept(numbers[:start][kept[:start]], numbers[mine], leave_out)
        repeats.append(found)
        start += size
    return Combined(whole[kept].reset_index(drop=True), tuple(repeats), kept)


def _kept(
    before: NDArray[np.intp], mine: NDArray[np.intp], leave_out: bool | None
) -> tuple[NDArray[np.bool_], Repeats]:
    repeats = int(np.isin(mine, before).sum())
    if repeats and (_are_copies(before, mine, repeats) if leave_out is None else leave_out):
        kept = _beyond(before, mine)
        return kept, Repeats(repeats, int((~kept).sum()))
    return np.ones(len(mine), dtype=bool), Repeats(repeats)


def _are_copies(before: NDArray[np.intp], mine: NDArray[np.intp], repeats: int) -> bool:
    """Whether more rows repeat than have a twin within the rows before, by more than chance."""
    twins = np.bincount(before)
    share = float((twins[before] > 1).mean())
    spread = math.sqrt(len(mine) * share * (1 - share) * (1 + len(mine) / len(before)))
    return repeats > len(mine) * share + SURELY * spread


def _beyond(before: NDArray[np.intp], mine: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Of equal rows only those beyond the number that stood before."""
    times = np.bincount(before, minlength=int(mine.max()) + 1)
    return pd.Series(mine).groupby(mine).cumcount().to_numpy() >= times[mine]
