"""What a diagnosis says in sentences for teachers, and how its figures were measured."""

from collections.abc import Mapping, Sequence

from django.utils.translation import ngettext

from mlcore.pipeline.results.candidates import CurvePoint
from mlcore.pipeline.results.choice import Rehearsal
from mlcore.pipeline.results.diagnosis import Contrast
from mlcore.pipeline.results.groups import Side
from mlcore.pipeline.results.held_out import HeldOut
from mlcore.pipeline.results.parts import Parts
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.privacy import is_small
from mlcore.pipeline.schema import Field
from mlcore.words.groups import called
from mlcore.words.names import name, opening, the
from mlcore.words.numbers import count, likely, number, points, size, students
from mlcore.words.training import effort

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
    said = called(side, field)
    return f"with {said} for {the(field)}" if field.is_number else f"with {name(field)} “{said}”"


def _with(field: Field, side: Side) -> str:
    return f"with {called(side)}" if field.is_number else f"with “{called(side, field)}”"


def _interval(contrast: Contrast, target: Field) -> str:
    raw = contrast.raw_interval
    return f" ({likely(raw.low, raw.high, target)})" if raw else ""


def method(parts: Parts, compared: int, made_with: Mapping[str, str], group: Field | None = None) -> str:
    """How the models of a run were compared; `made_with` has the versions of libraries by name, where stored, and
    `group` is the field whose groups are kept together, where the schema has one."""
    libraries = ", ".join(f"{library} {version}" for library, version in made_with.items())
    models = "1 model was" if compared == 1 else f"{compared} models were"
    sentences = [
        f"{models} compared by cross-validation with {_folds(parts)}, on {_compared_on(parts)}",
        kept_together(parts, group),
        *effort.sentences(parts),
        with_support(parts),
        f"The seed was {parts.seed}.",
        f"Libraries: {libraries}." if libraries else "",
    ]
    return " ".join(filter(None, sentences))


def with_support(parts: Parts) -> str:
    """What became of results of students who had support; empty where there are none."""
    if not parts.supported:
        return ""
    return ngettext(
        "%(rows)s row has a result of a student who had support. It is set against results of similar students who had "
        "none, as far as rows tell them apart: the model speaks of students without support, and its error there is "
        "partly an estimate.",
        "%(rows)s rows have results of students who had support. They are set against results of similar students who "
        "had none, as far as rows tell them apart: the model speaks of students without support, and its errors there "
        "are partly estimates.",
        parts.supported,
    ) % {"rows": "fewer than 10" if is_small(parts.supported) else count(parts.supported)}


def _compared_on(parts: Parts) -> str:
    if not parts.compared_on_all:  # as older releases did
        return (
            f"{students(parts.training_rows)}; {count(parts.held_out_rows)} more were set aside and looked at once, to "
            "report."
        )
    asked = ": too few for a figure" if is_small(parts.held_out_rows) else " and asked about once, to report"
    every = f"all {students(parts.rows)}"
    if 0 < parts.compared < parts.rows:
        every = f"{count(parts.compared)} of {students(parts.rows)}, drawn by chance"
    return (
        f"{every}. Their settings were found on {count(parts.training_rows)} of these; the other "
        f"{count(parts.held_out_rows)} were set aside{asked}."
    )


def rehearsed(rehearsal: Rehearsal, winner: str, target: Field) -> str:
    """How a choice did on students that it was made without; `winner` is the slug of the one chosen with them."""
    same = "fell on the same model" if rehearsal.candidate == winner else f"fell on {rehearsal.label}"
    return (
        f"Made without {students(rehearsal.rows)} who were set aside, the choice {same}. Asked about them, it was "
        f"{points(rehearsal.scores.mae, target)} off on average (RMSE {number(rehearsal.scores.rmse, 2)}, R² "
        f"{number(rehearsal.scores.r2, 2)})."
    )


def _folds(parts: Parts) -> str:
    folds = f"{parts.folds} folds"
    return f"{folds}, repeated {parts.repeats} times" if parts.repeats > 1 else folds


def kept_together(parts: Parts, group: Field | None) -> str:
    """What no fold cut apart, and what could not be kept together; empty where nothing had to be."""
    groups = _groups(parts, group) if group else ""
    return " ".join(filter(None, [groups, _copies(parts)]))


def _groups(parts: Parts, group: Field) -> str:
    if parts.too_few_groups:
        groups = "1 group" if parts.too_few_groups == 1 else f"{count(parts.too_few_groups)} groups"
        return (
            f"“{group.label}” has {groups}, too few to keep each together: the figures say nothing about students of a "
            "new one."
        )
    if not parts.groups:
        return ""
    alone = f" {students(parts.without_group)} without a group stood alone." if parts.without_group else ""
    few = f" They are so few that there were {parts.folds} folds, made once." if _are_few(parts) else ""
    return (
        f"The {count(parts.groups)} groups of “{group.label}” were kept together, so that the figures hold for "
        f"students of a new one.{few}{alone}"
    )


def _are_few(parts: Parts) -> bool:
    """Whether the folds were made once because of few groups, and not because of many rows."""
    return parts.repeats == 1 and not any(one.rule == "one repeat" for one in parts.effort)


def _copies(parts: Parts) -> str:
    if not parts.repeated:
        return ""
    return (
        f"{count(parts.repeated)} of {students(parts.rows)} repeat another in every input and the result; they were "
        "kept together with it."
    )


def mixed(plain: Estimate | None, kept: Estimate | None) -> str:
    """The R² of the same model where folds mix the groups, beside that of folds that keep them together."""
    if plain is None or kept is None:
        return ""
    return (
        f"For students of groups that it knows, the same model with the same settings reaches R² "
        f"{number(plain.mean, 2)}; for those of a new one {number(kept.mean, 2)}."
    )
