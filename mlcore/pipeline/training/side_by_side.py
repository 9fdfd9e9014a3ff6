"""A new model beside the live one on rows of both trainings: each is asked about rows that it did not learn from.

Folds are made of all rows together. In each of them both recipes are fitted to their own rows without the part that
validates, and predict that whole part.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.fitting.folds import FOLDS, Fold, Positions, Rows, comparison_folds, usable_rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.results.gate.comparison import ComparedOn, LiveComparison
from mlcore.pipeline.results.scores import FoldScores
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.scores import score
from mlcore.pipeline.training.measuring import one_thread
from mlcore.pipeline.training.selection import compare

# So many rows tell the same on folds made once as on folds made again and again.
MANY_ROWS = 10_000

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Side:
    """One of both models: how it learned, from which of all rows (n,), and its inputs."""

    recipe: Recipe
    learned: Mask
    rows: Rows

    def part(self, train: Positions) -> Positions:
        return train[self.learned[train]]

    def predict(self, fold: Fold) -> Floats:
        """Of a model that learned from its own rows of a fold, for all rows that validate."""
        train, validation = fold
        with one_thread(self.recipe.candidate):
            return self.recipe.fit(self.rows.take(self.part(train))).predict(self.rows.take(validation))


def beside_live(
    study: Study, new: Recipe, live: Recipe, live_frame: pd.DataFrame, inputs: Sequence[str]
) -> LiveComparison:
    """`live_frame` has the rows that the live recipe learned from, under the schema of the study; `inputs` are those of
    its question. Raises TrainingError, and what the libraries of both raise.
    """
    frame, of_new, of_live = united(study.frame, live_frame)
    known = frame[study.task.target].notna().to_numpy()
    rows = usable_rows(frame, study.schema, study.task)
    sides = Side(new, of_new[known], rows), Side(live, of_live[known], _asked(rows, frame[known], inputs, study))
    folds = _folds(rows, sides, study.seed)
    scores, live_scores = (_scores(side, folds, sides) for side in sides)
    on = ComparedOn(
        kind="both", rows=len(rows), live_rows=int(sides[1].learned.sum()), new_rows=int(sides[0].learned.sum())
    )
    return replace(compare(scores, live_scores), on=on)


def served_scores(study: Study, served: Floats) -> FoldScores:
    """Of answers (n,) that a live model gives for the rows of a study, on the folds that `train` compares on."""
    folds = comparison_folds(study.rows, study.seed)
    rmse = [score(study.rows.target[validation], served[validation]).rmse for _, validation in folds]
    return {"rmse": rmse, "ratio": [len(validation) / len(train) for train, validation in folds]}


def united(new: pd.DataFrame, live: pd.DataFrame) -> tuple[pd.DataFrame, Mask, Mask]:
    """All rows of both frames, which have the same columns, and which of them each has; equal rows in both are one."""
    together = pd.concat([new, live], ignore_index=True)
    hashed = pd.util.hash_pandas_object(together, index=False)
    first = np.arange(len(together)) < len(new)
    # The second of two copies in one frame is the second of two in the other.
    times = pd.Series(hashed).groupby([hashed, first]).cumcount()
    keys = pd.MultiIndex.from_arrays([hashed, times])
    in_live = np.where(first, keys.isin(keys[~first]), True)
    kept = first | ~keys.isin(keys[first])
    return together[kept].reset_index(drop=True), first[kept], in_live[kept]


def _asked(rows: Rows, frame: pd.DataFrame, inputs: Sequence[str], study: Study) -> Rows:
    """The same rows with the inputs of another question."""
    fields = tuple(field for field in study.schema.fields if field.slug in inputs)
    return replace(rows, fields=fields, inputs=frame[[field.slug for field in fields]].reset_index(drop=True))


def _folds(rows: Rows, sides: Sequence[Side], seed: int) -> list[Fold]:
    """With groups kept together where that leaves both enough to learn from."""
    for asked in (rows, rows.without_groups()):
        folds = comparison_folds(asked, seed)
        if all(len(side.part(train)) >= side.learned.sum() / 2 for side in sides for train, _ in folds):
            break
    return folds[:FOLDS] if len(rows) > MANY_ROWS else folds


def _scores(side: Side, folds: Sequence[Fold], sides: Sequence[Side]) -> FoldScores:
    rmse = [score(side.rows.target[fold[1]], side.predict(fold)).rmse for fold in folds]
    ratios = [len(validation) / min(len(one.part(train)) for one in sides) for train, validation in folds]
    return {"rmse": rmse, "ratio": ratios}
