"""A recipe: a candidate, its setting and a seed; what it makes of rows is fitted encoder and estimator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.fitting.candidates import DEFAULT_SEED, Candidate, choose_candidates
from mlcore.pipeline.fitting.effort import drawn
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import MANY_INPUTS
from mlcore.pipeline.stats.neighbours import Neighbours

ENGINEERED = "engineered"


@dataclass(frozen=True)
class Fitted:
    """An encoder and the estimator that learned from its columns."""

    encoder: Encoder
    estimator: Any

    def predict(self, rows: Rows) -> Floats:
        """Values of shape (n,), kept within the target's bounds as the served ones are."""
        predicted = self.estimator.predict(self.encoder.transform(rows.inputs))
        return within_bounds(predicted, rows.bounds)

    def again_and_again(self, rows: Rows) -> "AgainAndAgain":
        """The same rows, asked about with other values for some fields."""
        return AgainAndAgain(self, rows)


class AgainAndAgain:
    """Rows are encoded once: of many inputs, most stay as they are from one question to the next."""

    def __init__(self, fitted: Fitted, rows: Rows) -> None:
        self.rows, self._fitted = rows, fitted
        self._encoded = fitted.encoder.transform(rows.inputs)
        # Of many inputs nearest neighbours are told which few columns changed; with fewer their tree is quick enough.
        many = len(fitted.encoder.fields) > MANY_INPUTS
        kept = Neighbours.kept(fitted.estimator, self._encoded) if many else None
        self._predict = kept.predict if kept else fitted.estimator.predict

    def predict(self, changed: Mapping[str, Any]) -> Floats:
        """Values of shape (n,) where the fields in `changed` had these columns of n values instead of their own."""
        columns = self._fitted.encoder.changed(self._encoded, changed)
        return within_bounds(self._predict(columns), self.rows.bounds)


@dataclass(frozen=True)
class Recipe:
    """All that decides what is learned from given rows."""

    candidate: Candidate
    params: Mapping[str, Any]
    seed: int = DEFAULT_SEED

    @classmethod
    def named(cls, slug: str, params: Mapping[str, Any], seed: int = DEFAULT_SEED) -> "Recipe":
        """With the candidate of the table that is called so. Raises TrainingError where there is none."""
        (candidate,) = choose_candidates([slug])
        return cls(candidate, params, seed)

    def learned(self, rows: Rows) -> Rows:
        """Those of `rows` that are learned from: a sample where there are more than the candidate can take."""
        candidate = self.candidate
        if candidate.most_rows is None or candidate.drawn_by or not candidate.samples(len(rows)):
            return rows
        return rows.take(drawn(len(rows), candidate.most_rows, self.seed))

    def fit(self, rows: Rows) -> Fitted:
        """Encoder and estimator both learn from `rows` only."""
        rows = self.learned(rows)
        encoder = Encoder(rows.fields, engineered=bool(self.params.get(ENGINEERED, False)))
        columns = encoder.fit(rows.inputs).transform(rows.inputs)
        return Fitted(encoder, self.candidate.fit(self.params, self.seed, columns, rows.target))


def within_bounds(predicted: Floats, bounds: tuple[float, float]) -> Floats:
    """Predictions of shape (n,), none of them outside what the target can be."""
    return np.clip(np.asarray(predicted, dtype=np.float64), *bounds)
