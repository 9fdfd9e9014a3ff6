"""The winning recipe fitted once per fold, so that every row has a prediction of a model that never saw it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.folds import Fold, Rows, residual_folds
from mlcore.pipeline.fitting.validation import Fitted, fit
from mlcore.pipeline.rows.arrays import Floats


@dataclass(frozen=True)
class CrossFit:
    """Per fold of (learned, looked at) positions the model that learned; `predicted` (n,) is out of fold."""

    folds: Sequence[Fold]
    fitted: Sequence[Fitted]
    predicted: Floats


def cross_fit(winner: Candidate, params: Mapping[str, Any], rows: Rows, seed: int) -> CrossFit:
    """Ten fits; ranges, importance, coverage and errors by group are all read off them."""
    folds = residual_folds(rows, seed)
    fitted = [fit(winner, params, rows.take(learned), seed) for learned, _ in folds]
    predicted = np.empty(len(rows))
    for model, (_, looked_at) in zip(fitted, folds, strict=True):
        predicted[looked_at] = model.predict(rows.take(looked_at))
    return CrossFit(folds, fitted, predicted)
