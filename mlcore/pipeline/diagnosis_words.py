"""What a diagnosis says in sentences for teachers, from figures as they are stored."""

from collections.abc import Mapping
from typing import Any

from mlcore.pipeline.schema import Field
from mlcore.pipeline.wording import likely, name, opening, points

Figures = Mapping[str, Any]


def opposite_signs(contrast: Figures, field: Field, target: Field) -> str:
    """That the data and the model differ in sign on one field, without a word of advice."""
    who, others = _who(field, contrast)
    raw, own = points(contrast["raw"], target), points(contrast["own"]["mean"], target)
    return (
        f"In the data, students with {who} scored {raw} higher than those with {others}{_interval(contrast, target)}. "
        f"The model goes the other way: with all other inputs alike, its predictions are {own} lower for {who} than "
        f"for {others} ({likely(contrast['own']['low'], contrast['own']['high'], target)}). Both hold at once: the "
        "other inputs already tell most of what sets the two groups apart, and the model corrects for the rest. "
        "Neither figure says what would happen to a student who changed, so it is no ground for advice."
    )


def same_signs(contrast: Figures, field: Field, target: Field) -> str:
    """The plain difference and the model's own, side by side."""
    who, others = _who(field, contrast)
    raw, own = points(contrast["raw"], target), contrast["own"]
    if own["low"] <= 0 <= own["high"]:
        said = "With all other inputs alike, the model hardly tells them apart"
    else:
        side = "higher" if own["mean"] > 0 else "lower"
        said = f"With all other inputs alike, the model's predictions are {points(own['mean'], target)} {side}"
    return opening(f"students with {who} scored {raw} higher than those with {others}. {said}.")


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
    step = f"from {before['rows']:,} to {last['rows']:,} students"
    if gain < 0.02 * last["unseen"]:
        return f"Going {step}, the error hardly changed: more rows of the same kind promise little."
    return (
        f"Going {step}, the RMSE fell from {before['unseen']:.1f} to {last['unseen']:.1f} {target.unit}: "
        "more rows of the same kind may still sharpen this model."
    )


def _who(field: Field, contrast: Figures) -> tuple[str, str]:
    higher, lower = contrast["higher"], contrast["lower"]
    if field.is_number:
        return f"a {name(field)} of {higher}", f"one of {lower}"
    return f"{name(field)} “{higher}”", f"“{lower}”"


def _interval(contrast: Figures, target: Field) -> str:
    if contrast["raw_low"] is None:
        return ""
    return f" ({likely(contrast['raw_low'], contrast['raw_high'], target)})"
