"""What the model version of a stored prediction is asked when the prediction is read."""

from mlcore.pipeline.distribution.narrowed import Narrowed
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live
from mlcore.words.marks.finding_out import ToFindOut, to_find_out
from predictor.models import Prediction


def narrowings_of(prediction: Prediction) -> tuple[Narrowed, ...] | None:
    """What its range would be with each missing input known, the narrowest first. None where the file is gone, or is
    too old to tell."""
    if not prediction.warnings:
        return ()
    try:
        bundle = live.bundle_of(prediction.model_version)
    except BundleError:
        return None
    return bundle.narrowings(prediction.submission.answers, prediction.value)


def what_to_find_out(prediction: Prediction) -> ToFindOut | None:
    """None where nothing is missing, or where it cannot be told."""
    found = narrowings_of(prediction)
    schema = prediction.model_version.schema_version.schema
    target = schema.field(schema.task(prediction.task.slug).target)
    return to_find_out(found, (prediction.low80, prediction.high80), schema, target) if found else None
