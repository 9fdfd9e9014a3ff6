"""A field that is tried out, in words: both figures where data and model point opposite ways, and what neither says."""

from django.utils.translation import gettext as _

from mlcore.pipeline.results.diagnosis import Contrast
from mlcore.pipeline.schema import Field
from mlcore.words.groups import called
from mlcore.words.names import the
from mlcore.words.numbers import signed, telling, unit


def opposite(contrast: Contrast, field: Field, target: Field) -> str:
    """'In the data +5.6 points, with the other inputs held equal −3.5.'"""
    raw, own = figures(contrast, target)
    said = {
        "pair": between(contrast, field),
        "raw": raw,
        "unit": unit(target),
        "own": own,
        "field": the(field),
    }
    return (
        _("%(pair)s: in the data %(raw)s %(unit)s, in the model with the other inputs held equal %(own)s.") % said
        + " "
        + _("Neither is what %(field)s would do for a student.") % said
    )


def between(contrast: Contrast, field: Field) -> str:
    """'“completed” beside “none”'."""
    said = {"higher": called(contrast.higher, field), "lower": called(contrast.lower, field), "groups": contrast.groups}
    if contrast.groups > 2:
        return _("“%(higher)s” beside “%(lower)s”, the two furthest apart of %(groups)s groups") % said
    return _("“%(higher)s” beside “%(lower)s”") % said


def figures(contrast: Contrast, target: Field) -> tuple[str, str]:
    """In the data and in the model; neither is shown as nothing, since each has a side of zero that is sure."""
    extra = telling(min(abs(contrast.raw), abs(contrast.own.mean)), target)
    return signed(contrast.raw, target, extra), signed(contrast.own.mean, target, extra)
