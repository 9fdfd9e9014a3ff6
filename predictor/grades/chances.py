"""What the results of stored predictions may be, asked of the model versions that made them."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from mlcore.versions import live
from predictor.models import Prediction

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle
    from mlcore.pipeline.distribution.distribution import Distribution

BY_VERSION = attrgetter("model_version_id")


def distribution_of(prediction: Prediction) -> "Distribution | None":
    """None where its version keeps no distribution (bundles up to format 3), or where the file is gone."""
    return _told(live.readable_bundle_of(prediction.model_version), prediction)


def distributions_of(predictions: Sequence[Prediction]) -> "list[Distribution | None]":
    """Of each. The file of a version is asked for once: one that is damaged is read each time."""
    found: dict[int, Distribution | None] = {}
    for _, of_version in groupby(sorted(predictions, key=BY_VERSION), key=BY_VERSION):
        same = list(of_version)
        bundle = live.readable_bundle_of(same[0].model_version)
        found |= {prediction.pk: _told(bundle, prediction) for prediction in same}
    return [found[prediction.pk] for prediction in predictions]


def _told(bundle: "Bundle | None", prediction: Prediction) -> "Distribution | None":
    return bundle.distribution(prediction.submission.answers, prediction.value) if bundle else None
