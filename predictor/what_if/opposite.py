"""Where the data and the model point opposite ways on a field that can be tried out."""

from collections.abc import Iterable
from dataclasses import dataclass

from mlcore.pipeline.results.diagnosis import Contrast
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field
from mlcore.versions.stored import StoredRun
from mlcore.words.marks import what_if as words
from predictor.models import Prediction


@dataclass(frozen=True)
class Opposite:
    """`contrast.raw` in the data, `contrast.own` in the model with all other inputs alike."""

    field: Field
    contrast: Contrast
    said: str


def opposites(prediction: Prediction, fields: Iterable[Field]) -> list[Opposite]:
    """Of these fields, by what was measured when the version that answered was trained; in their order."""
    diagnosis, target = StoredRun.of(prediction.model_version.run).diagnosis, prediction.target
    measured = {one.field: one.contrast for one in diagnosis.dependence} if diagnosis else {}
    found = [(field, measured.get(field.slug)) for field in fields]
    return [
        Opposite(field, contrast, words.opposite(contrast, field, target))
        for field, contrast in found
        if contrast is not None and _is_shown(contrast)
    ]


def _is_shown(contrast: Contrast) -> bool:
    """Older releases measured no interval, or did not count: then nothing is sure, or few might be traced."""
    is_small = min(contrast.n_higher, contrast.n_lower) < SMALLEST_GROUP
    return contrast.opposite and contrast.raw_interval is not None and not is_small
