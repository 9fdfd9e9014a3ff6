"""How the models of a run were compared, in sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.results.choice import Rehearsal
from mlcore.pipeline.results.parts import Parts
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.privacy import is_small
from mlcore.pipeline.schema import Field
from mlcore.words.exploration import count_or_few
from mlcore.words.numbers import count, number, points, students
from mlcore.words.training import effort


def method(parts: Parts, compared: int, made_with: Mapping[str, str], group: Field | None = None) -> str:
    """How the models of a run were compared; `made_with` has the versions of libraries by name, where stored, and
    `group` is the field whose groups are kept together, where the schema has one."""
    libraries = ", ".join(f"{library} {version}" for library, version in made_with.items())
    models = ngettext(
        "%(count)s model was compared by cross-validation with %(folds)s, on %(rows)s",
        "%(count)s models were compared by cross-validation with %(folds)s, on %(rows)s",
        compared,
    )
    sentences = [
        models % {"count": compared, "folds": _folds(parts), "rows": _compared_on(parts)},
        kept_together(parts, group),
        *effort.sentences(parts),
        with_support(parts),
        _("The seed was %(seed)s.") % {"seed": parts.seed},
        _("Libraries: %(libraries)s.") % {"libraries": libraries} if libraries else "",
    ]
    return " ".join(filter(None, sentences))


def with_support(parts: Parts) -> str:
    """What became of results of students who had support; empty where there are none."""
    if parts.supported_left_out:
        return _left_out(parts.supported_left_out)
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
    ) % {"rows": count_or_few(parts.supported)}


def _left_out(rows: int) -> str:
    told = ngettext(
        "%(rows)s row has a result of a student who had support. It was left out: nothing tells it apart from results "
        "of similar students who had none. The model speaks of students without support.",
        "%(rows)s rows have results of students who had support. They were left out: nothing tells them apart from "
        "results of similar students who had none. The model speaks of students without support.",
        rows,
    )
    return told % {"rows": count_or_few(rows)}


def _compared_on(parts: Parts) -> str:
    if not parts.compared_on_all:  # as older releases did
        older = _("%(students)s; %(count)s more were set aside and looked at once, to report.")
        return older % {"students": students(parts.training_rows), "count": count(parts.held_out_rows)}
    every = _("all %(students)s") % {"students": students(parts.rows)}
    if 0 < parts.compared < parts.rows:
        drawn = _("%(count)s of %(students)s, drawn by chance")
        every = drawn % {"count": count(parts.compared), "students": students(parts.rows)}
    if is_small(parts.held_out_rows):
        told = _(
            "%(every)s. Their settings were found on %(count)s of these; the other %(others)s were set aside: "
            "too few for a figure."
        )
    else:
        told = _(
            "%(every)s. Their settings were found on %(count)s of these; the other %(others)s were set aside and "
            "asked about once, to report."
        )
    return told % {"every": every, "count": count(parts.training_rows), "others": count(parts.held_out_rows)}


def rehearsed(rehearsal: Rehearsal, winner: str, target: Field) -> str:
    """How a choice did on students that it was made without; `winner` is the slug of the one chosen with them."""
    if rehearsal.candidate == winner:
        told = _(
            "Made without %(students)s who were set aside, the choice fell on the same model. "
            "Asked about them, it was %(size)s off on average (RMSE %(rmse)s, R² %(r2)s)."
        )
    else:
        told = _(
            "Made without %(students)s who were set aside, the choice fell on %(label)s. "
            "Asked about them, it was %(size)s off on average (RMSE %(rmse)s, R² %(r2)s)."
        )
    return told % {
        "students": students(rehearsal.rows),
        "label": rehearsal.label,
        "size": points(rehearsal.scores.mae, target),
        "rmse": number(rehearsal.scores.rmse, 2),
        "r2": number(rehearsal.scores.r2, 2),
    }


def _folds(parts: Parts) -> str:
    facts = {"folds": parts.folds, "repeats": parts.repeats}
    return (_("%(folds)s folds, repeated %(repeats)s times") if parts.repeats > 1 else _("%(folds)s folds")) % facts


def kept_together(parts: Parts, group: Field | None) -> str:
    """What no fold cut apart, and what could not be kept together; empty where nothing had to be."""
    groups = _groups(parts, group) if group else ""
    return " ".join(filter(None, [groups, _copies(parts)]))


def _groups(parts: Parts, group: Field) -> str:
    if parts.too_few_groups:
        too_few = ngettext(
            "“%(field)s” has %(count)s group, too few to keep each together: the figures say nothing about students "
            "of a new one.",
            "“%(field)s” has %(count)s groups, too few to keep each together: the figures say nothing about students "
            "of a new one.",
            parts.too_few_groups,
        )
        return too_few % {"field": group.label, "count": count(parts.too_few_groups)}
    if not parts.groups:
        return ""
    told = _(
        "The %(count)s groups of “%(field)s” were kept together, so that the figures hold for students of a new one."
    )
    few = _("They are so few that there were %(folds)s folds, made once.") % {"folds": parts.folds}
    alone = _("%(students)s without a group stood alone.") % {"students": students(parts.without_group)}
    sentences = [told % {"count": count(parts.groups), "field": group.label}]
    sentences += [few] * _are_few(parts) + [alone] * bool(parts.without_group)
    return " ".join(sentences)


def _are_few(parts: Parts) -> bool:
    """Whether the folds were made once because of few groups, and not because of many rows."""
    return parts.repeats == 1 and not any(one.rule == "one repeat" for one in parts.effort)


def _copies(parts: Parts) -> str:
    if not parts.repeated:
        return ""
    told = _("%(count)s of %(students)s repeat another in every input and the result; they were kept together with it.")
    return told % {"count": count(parts.repeated), "students": students(parts.rows)}


def mixed(plain: Estimate | None, kept: Estimate | None) -> str:
    """The R² of the same model where folds mix the groups, beside that of folds that keep them together."""
    if plain is None or kept is None:
        return ""
    told = _(
        "For students of groups that it knows, the same model with the same settings reaches R² %(known)s; "
        "for those of a new one %(new)s."
    )
    return told % {"known": number(plain.mean, 2), "new": number(kept.mean, 2)}
