"""What the result of a stored prediction may be, asked of the model version that made it."""

from typing import TYPE_CHECKING

from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live
from predictor.models import Prediction

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution


def distribution_of(prediction: Prediction) -> "Distribution | None":
    """None where its version keeps no distribution (bundles up to format 3), or where the file is gone."""
    try:
        bundle = live.bundle_of(prediction.model_version)
    except BundleError:
        return None
    return bundle.distribution(prediction.submission.answers, prediction.value)
