"""Models that are as good as the one that serves, kept beside it to be asked for a second opinion."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.bundle.inference import Predict, predict_function
from mlcore.pipeline.schema import Field, Value


@dataclass(frozen=True, kw_only=True)
class Other:
    """A fitted candidate with the encoder that it learned by."""

    candidate: str
    label: str
    encoder: Encoder
    estimator: Any

    def value(self, row: Mapping[str, Value], bounds: tuple[float, float]) -> float:
        """Of a canonical row, within the bounds of the target."""
        return float(np.clip(self._predict(self.encoder.encode_row(row))[0], *bounds)) + 0.0

    @cached_property
    def _predict(self) -> Predict:
        return predict_function(self.estimator)

    def to_dict(self) -> dict[str, Any]:
        """Plain data and the library's estimator."""
        return {
            "candidate": self.candidate,
            "label": self.label,
            "encoder": self.encoder.to_dict(),
            "estimator": self.estimator,
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any], fields: tuple[Field, ...]) -> "Other":
        """The one that gave `content`; `fields` are the inputs."""
        return cls(**{**content, "encoder": Encoder.from_dict(content["encoder"], fields)})
