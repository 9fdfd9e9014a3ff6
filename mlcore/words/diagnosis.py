"""What a diagnosis says in sentences for teachers."""

from collections.abc import Sequence

from mlcore.pipeline.results.candidates import CurvePoint
from mlcore.pipeline.results.diagnosis import Contrast
from mlcore.pipeline.results.groups import Side
from mlcore.pipeline.results.held_out import HeldOut
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field
from mlcore.words.groups import called
from mlcore.words.names import name, opening, the
from mlcore.words.numbers import count, likely, points, size, students

# A share of the target's scale: one point of 100.
HARDLY = 0.01
CHANCE = ", though that could be chance"


def opposite_signs(contrast: Contrast, field: Field, target: Field) -> str:
    """That the data and the model differ in sign on one field, without a word of advice."""
    who, others = _with(field, contrast.higher), _with(field, contrast.lower)
    own = contrast.own
    return (
        f"In the data, {_data(contrast, field, target)}{_interval(contrast, target)}. The model goes the other way: "
        f"with all other inputs alike, its predictions are {points(own.mean, target)} lower {who} than {others} "
        f"({likely(own.low, own.high, target)}). Both can hold at once: the groups also differ in the other "
        "inputs, which the first figure leaves as they are and the second keeps alike. Neither figure says what would "
        "happen to a student who changed, so it is no ground for advice."
    )


def same_signs(contrast: Contrast, field: Field, target: Field) -> str:
    """The plain difference and the model's own, side by side."""
    said = _data(contrast, field, target)
    if contrast.raw_interval and contrast.raw_interval.low <= 0:
        said += CHANCE
    return f"{opening(said)}. With all other inputs alike, {_model(contrast, field, target)}."


def _data(contrast: Contrast, field: Field, target: Field) -> str:
    who, others = _among(field, contrast.higher), _with(field, contrast.lower)
    picked = f", the two furthest apart of {contrast.groups} groups" if contrast.groups > 2 else ""
    return f"students {who} scored {points(contrast.raw, target)} higher than those {others}{picked}"


def _model(contrast: Contrast, field: Field, target: Field) -> str:
    own = contrast.own
    if hardly_differs(own, target):
        return "the model hardly tells them apart"
    side = "higher" if own.mean > 0 else "lower"
    said = f"the model's predictions are {points(own.mean, target)} {side} {_with(field, contrast.higher)}"
    return said + CHANCE if own.low <= 0 <= own.high else said


def hardly_differs(own: Estimate, target: Field) -> bool:
    """Whether zero is in the interval and everything in it is small, on the scale of the target."""
    scale = (target.maximum or 0) - (target.minimum or 0)
    return own.low <= 0 <= own.high and max(-own.low, own.high) <= HARDLY * scale


def off_on_unseen(held_out: HeldOut, target: Field) -> str:
    """How far off a model was on the students that were set aside."""
    return (
        f"Asked about {students(held_out.rows)} it had never seen, it was {points(held_out.mae, target)} off on "
        f"average. For 9 of 10 of them it was at most {points(held_out.worst_of_nine_in_ten, target)} off."
    )


def more_rows(curve: Sequence[CurvePoint], target: Field) -> str:
    """What the last step of a learning curve says about having more rows."""
    if len(curve) < 2:
        return ""
    before, last = curve[-2], curve[-1]
    gain = before.unseen - last.unseen
    step = f"from {count(before.rows)} to {students(last.rows)}"
    if gain < 0.02 * last.unseen:
        return f"Going {step}, the RMSE hardly changed: more rows of the same kind promise little."
    return (
        f"Going {step}, the RMSE fell from {size(before.unseen, target)} to {size(last.unseen, target)} "
        f"{target.unit or 'points'}: more rows of the same kind may still sharpen this model."
    )


def _among(field: Field, side: Side) -> str:
    said = called(side)
    return f"with {said} for {the(field)}" if field.is_number else f"with {name(field)} “{said}”"


def _with(field: Field, side: Side) -> str:
    return f"with {called(side)}" if field.is_number else f"with “{called(side)}”"


def _interval(contrast: Contrast, target: Field) -> str:
    raw = contrast.raw_interval
    return f" ({likely(raw.low, raw.high, target)})" if raw else ""
