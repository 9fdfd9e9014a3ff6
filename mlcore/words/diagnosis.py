"""What a diagnosis says in sentences for teachers, and how its figures were measured."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mlcore.pipeline.results.candidates import CurvePoint
from mlcore.pipeline.results.diagnosis import Contrast
from mlcore.pipeline.results.groups import Side
from mlcore.pipeline.results.held_out import HeldOut
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field
from mlcore.words.groups import called
from mlcore.words.names import name, opening, the
from mlcore.words.numbers import count, likely, points, size, students, unit

# A share of the target's scale: one point of 100.
HARDLY = 0.01


def opposite_signs(contrast: Contrast, field: Field, target: Field) -> str:
    """That the data and the model differ in sign on one field, without a word of advice."""
    who, others = _with(field, contrast.higher), _with(field, contrast.lower)
    own = contrast.own
    told = _(
        "In the data, %(data)s. The model goes the other way: with all other inputs alike, its predictions are "
        "%(size)s lower %(who)s than %(others)s (%(likely)s). Both can hold at once: the groups also differ in the "
        "other inputs, which the first figure leaves as they are and the second keeps alike. Neither figure says what "
        "would happen to a student who changed, so it is no ground for advice."
    )
    return told % {
        "data": f"{_data(contrast, field, target)}{_interval(contrast, target)}",
        "size": points(own.mean, target),
        "who": who,
        "others": others,
        "likely": likely(own.low, own.high, target),
    }


def same_signs(contrast: Contrast, field: Field, target: Field) -> str:
    """The plain difference and the model's own, side by side."""
    said = _data(contrast, field, target)
    if contrast.raw_interval and contrast.raw_interval.low <= 0:
        said = _could_be_chance(said)
    told = _("%(data)s. With all other inputs alike, %(model)s.")
    return told % {"data": opening(said), "model": _model(contrast, field, target)}


def _could_be_chance(said: str) -> str:
    return _("%(said)s, though that could be chance") % {"said": said}


def _data(contrast: Contrast, field: Field, target: Field) -> str:
    who, others = _among(field, contrast.higher), _with(field, contrast.lower)
    if contrast.groups > 2:
        told = _(
            "students %(who)s scored %(size)s higher than those %(others)s, the two furthest apart of %(groups)s groups"
        )
    else:
        told = _("students %(who)s scored %(size)s higher than those %(others)s")
    return told % {
        "who": who,
        "size": points(contrast.raw, target),
        "others": others,
        "groups": contrast.groups,
    }


def _model(contrast: Contrast, field: Field, target: Field) -> str:
    own = contrast.own
    if hardly_differs(own, target):
        return _("the model hardly tells them apart")
    higher, lower = (
        _("the model's predictions are %(size)s higher %(who)s"),
        _("the model's predictions are %(size)s lower %(who)s"),
    )
    facts = {"size": points(own.mean, target), "who": _with(field, contrast.higher)}
    said = (higher if own.mean > 0 else lower) % facts
    return _could_be_chance(said) if own.low <= 0 <= own.high else said


def hardly_differs(own: Estimate, target: Field) -> bool:
    """Whether zero is in the interval and everything in it is small, on the scale of the target."""
    scale = (target.maximum or 0) - (target.minimum or 0)
    return own.low <= 0 <= own.high and max(-own.low, own.high) <= HARDLY * scale


def off_on_unseen(held_out: HeldOut, target: Field) -> str:
    """How far off a model was on the students that were set aside."""
    told = _(
        "Asked about %(students)s it had never seen, it was %(mean)s off on average. "
        "For 9 of 10 of them it was at most %(most)s off."
    )
    mean, most = points(held_out.mae, target), points(held_out.worst_of_nine_in_ten, target)
    return told % {"students": students(held_out.rows), "mean": mean, "most": most}


def more_rows(curve: Sequence[CurvePoint], target: Field) -> str:
    """What the last step of a learning curve says about having more rows."""
    if len(curve) < 2:
        return ""
    before, last = curve[-2], curve[-1]
    gain = before.unseen - last.unseen
    facts = {"rows": count(before.rows), "students": students(last.rows)}
    if gain < 0.02 * last.unseen:
        told = _(
            "Going from %(rows)s to %(students)s, the RMSE hardly changed: more rows of the same kind promise little."
        )
        return told % facts
    told = _(
        "Going from %(rows)s to %(students)s, the RMSE fell from %(before)s to %(now)s %(unit)s: "
        "more rows of the same kind may still sharpen this model."
    )
    sizes = {"before": size(before.unseen, target), "now": size(last.unseen, target)}
    return told % {**facts, **sizes, "unit": unit(target)}


def _among(field: Field, side: Side) -> str:
    said = called(side, field)
    if field.is_number:
        return _("with %(value)s for %(field)s") % {"value": said, "field": the(field)}
    return _("with %(field)s “%(choice)s”") % {"field": name(field), "choice": said}


def _with(field: Field, side: Side) -> str:
    if field.is_number:
        return _("with %(value)s") % {"value": called(side)}
    return _("with “%(choice)s”") % {"choice": called(side, field)}


def _interval(contrast: Contrast, target: Field) -> str:
    raw = contrast.raw_interval
    return f" ({likely(raw.low, raw.high, target)})" if raw else ""
