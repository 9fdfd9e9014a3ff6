"""Results that a file counts otherwise than its field: 7 of 10 points are 70 of 100."""

from dataclasses import replace

from mlcore.pipeline.files.refusals import Refusal
from mlcore.pipeline.schema import Field, Value

DIGITS = 10


def in_points(field: Field, maximum: float | None) -> Field | None:
    """The field as the file counts it, where that tells another maximum; None where there is nothing to be scaled."""
    if not field.is_number or not maximum or maximum == field.bounds[1]:
        return None
    return replace(field, minimum=0, maximum=maximum)


def scaled(points: Value | Refusal, counted: Field, field: Field) -> Value | Refusal:
    """Points on the scale of the field, as the same part of it. Refused where the scale does not begin with nothing."""
    if not isinstance(points, float):
        return points
    low, high = field.bounds
    return Refusal.OTHER_SCALE if low else round(points * high / counted.bounds[1], DIGITS)
