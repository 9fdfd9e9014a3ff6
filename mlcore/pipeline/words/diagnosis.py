"""What a diagnosis says in sentences for teachers, from figures as they are stored."""

from collections.abc import Mapping
from typing import Any

from mlcore.pipeline.schema import Field
from mlcore.pipeline.words.names import decimals, likely, name, opening, points, the

Figures = Mapping[str, Any]

# A share of the target's scale: one point of 100.
HARDLY = 0.01
CHANCE = ", though that could be chance"


def opposite_signs(contrast: Figures, field: Field, target: Field) -> str:
    """That the data and the model differ in sign on one field, without a word of advice."""
    who, others = _with(field, contrast["higher"]), _with(field, contrast["lower"])
    own = contrast["own"]
    return (
        f"In the data, {_data(contrast, field, target)}{_interval(contrast, target)}. The model goes the other way: "
        f"with all other inputs alike, its predictions are {points(own['mean'], target)} lower {who} than {others} "
        f"({likely(own['low'], own['high'], target)}). Both can hold at once: the groups also differ in the other "
        "inputs, which the first figure leaves as they are and the second keeps alike. Neither figure says what would "
        "happen to a student who changed, so it is no ground for advice."
    )


def same_signs(contrast: Figures, field: Field, target: Field) -> str:
    """The plain difference and the model's own, side by side."""
    said = _data(contrast, field, target)
    if contrast["raw_low"] is not None and contrast["raw_low"] <= 0:
        said += CHANCE
    return f"{opening(said)}. With all other inputs alike, {_model(contrast, field, target)}."


def _data(contrast: Figures, field: Field, target: Field) -> str:
    who, others = _among(field, contrast["higher"]), _with(field, contrast["lower"])
    picked = f", the two furthest apart of {contrast['groups']} groups" if (contrast.get("groups") or 2) > 2 else ""
    return f"students {who} scored {points(contrast['raw'], target)} higher than those {others}{picked}"


def _model(contrast: Figures, field: Field, target: Field) -> str:
    own = contrast["own"]
    if hardly_differs(own, target):
        return "the model hardly tells them apart"
    side = "higher" if own["mean"] > 0 else "lower"
    said = f"the model's predictions are {points(own['mean'], target)} {side} {_with(field, contrast['higher'])}"
    return said + CHANCE if own["low"] <= 0 <= own["high"] else said


def hardly_differs(own: Figures, target: Field) -> bool:
    """Whether zero is in the interval and everything in it is small, on the scale of the target."""
    scale = (target.maximum or 0) - (target.minimum or 0)
    return own["low"] <= 0 <= own["high"] and max(-own["low"], own["high"]) <= HARDLY * scale


def bias(group: Figures, target: Field) -> str:
    """Whether predictions for a group are off to one side, in a few words."""
    off = group["bias"]
    if off["low"] <= 0 <= off["high"]:
        return "no clear lean"
    side = "too high" if off["mean"] > 0 else "too low"
    return f"{points(off['mean'], target)} {side} on average"


def more_rows(curve: list[Figures], target: Field) -> str:
    """What the last step of a learning curve says about having more rows."""
    if len(curve) < 2:
        return ""
    before, last = curve[-2], curve[-1]
    gain = before["unseen"] - last["unseen"]
    places = decimals(target) + 1
    step = f"from {before['rows']:,} to {last['rows']:,} students"
    if gain < 0.02 * last["unseen"]:
        return f"Going {step}, the RMSE hardly changed: more rows of the same kind promise little."
    return (
        f"Going {step}, the RMSE fell from {before['unseen']:.{places}f} to {last['unseen']:.{places}f} "
        f"{target.unit or 'points'}: "
        "more rows of the same kind may still sharpen this model."
    )


def _among(field: Field, group: str) -> str:
    return f"with {group} for {the(field)}" if field.is_number else f"with {name(field)} “{group}”"


def _with(field: Field, group: str) -> str:
    return f"with {group}" if field.is_number else f"with “{group}”"


def _interval(contrast: Figures, target: Field) -> str:
    if contrast["raw_low"] is None:
        return ""
    return f" ({likely(contrast['raw_low'], contrast['raw_high'], target)})"
