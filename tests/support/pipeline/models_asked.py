"""Models made for tests, which can be asked about the same rows with some columns changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mlcore.pipeline.fitting.folds import Rows


class ModelAsked:
    def predict(self, rows: Rows) -> np.ndarray:
        raise NotImplementedError

    def again_and_again(self, rows: Rows) -> "AskedAgain":
        return AskedAgain(self, rows)


@dataclass(frozen=True)
class AskedAgain:
    model: ModelAsked
    rows: Rows

    def predict(self, changed: Mapping[str, Any]) -> np.ndarray:
        return self.model.predict(replace(self.rows, inputs=self.rows.inputs.assign(**changed)))
