"""How wide ranges are and whether chances came true, in sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.results.diagnosis import LevelCoverage, PartCoverage
from mlcore.pipeline.results.reliability import ChanceBin, Reliability
from mlcore.pipeline.results.yardsticks import Chosen, Tried
from mlcore.pipeline.schema import Field
from mlcore.words.marks.chances import at_least as at_least_grade
from mlcore.words.names import listed, opening, subject
from mlcore.words.numbers import number, percent, score, size, span, students

NOT_TRIED = gettext_noop("Its ranges are equally wide for all students: there are too few to try another width.")
SAME = gettext_noop("Its ranges are equally wide for all students.")


def width(chosen: Chosen | None, rows: int, target: Field) -> str:
    """Whether ranges differ from student to student, why, and what that changes; empty for older releases."""
    if chosen is None:
        return ""
    if not chosen.tried:
        return _(NOT_TRIED)
    constant, *local = chosen.tried
    if chosen.yardstick.is_local:
        return _fitting(constant, next(one for one in local if one.yardstick == chosen.yardstick), rows, target)
    beside = _not_better(constant, min(local, key=lambda one: one.score), rows, target)
    return f"{_(SAME)} {beside}"


def _fitting(constant: Tried, local: Tried, rows: int, target: Field) -> str:
    gain = percent(1 - local.score / constant.score)
    told = _(
        "Its ranges fit the student: they are told from the %(students)s predicted most alike. "
        "That is %(gain)s better than one width for all (interval score %(figures)s)."
    )
    alike = students(local.yardstick.count(rows))
    return told % {"students": alike, "gain": gain, "figures": _figures(local, constant, target)}


def _not_better(constant: Tried, local: Tried, rows: int, target: Field) -> str:
    change = local.score / constant.score - 1
    worse = _(
        "Told from the %(students)s predicted most alike they would be %(change)s worse (interval score %(figures)s)."
    )
    better = _(
        "Told from the %(students)s predicted most alike they would be %(change)s better, which is too little to tell "
        "(interval score %(figures)s)."
    )
    alike = students(local.yardstick.count(rows))
    facts = {"students": alike, "change": percent(abs(change)), "figures": _figures(local, constant, target)}
    return (worse if change > 0 else better) % facts


def _figures(first: Tried, second: Tried, target: Field) -> str:
    """Smaller is better."""
    return _("%(one)s against %(other)s") % {"one": size(first.score, target), "other": size(second.score, target)}


def part(found: PartCoverage, target: Field) -> str:
    """'Predicted 23 to 58'."""
    return _("Predicted %(low)s to %(high)s") % {"low": score(found.low, target), "high": score(found.high, target)}


def held_less_often(parts: Sequence[PartCoverage], target: Field) -> str:
    """A limit where a part of the predictions is clearly outside what was asked; empty where none is."""
    missed = [
        _("those predicted %(low)s to %(high)s (%(share)s)")
        % {
            "low": score(found.low, target),
            "high": score(found.high, target),
            "share": percent(level.share.mean),
        }
        for found in parts
        for level in found.levels
        if level.level == NARROW and _is_short(level)
    ]
    if not missed:
        return ""
    told = _("Its %(level)s %% ranges held clearly less often for %(groups)s.")
    return told % {"level": NARROW, "groups": listed(missed)}


def _is_short(level: LevelCoverage) -> bool:
    return level.share.high < level.level / 100


def reach(found: Reliability, target: Field) -> str:
    """'60 or more in maths'; where a grade begins or from where it is passed, 'B or better in maths (70 or more)'."""
    at_least, grading = _("%(value)s or more") % {"value": score(found.score, target)}, target.grading
    if grading is None or found.score not in grading.cuts:
        return _("%(what)s in %(subject)s") % {"what": at_least, "subject": subject(target)}
    passes = grading.pass_at == found.score
    grade = next((grade for grade in grading.grades if grade.start == found.score), None)
    if grade is None:
        return _("A pass in %(subject)s (%(score)s)") % {"subject": subject(target), "score": at_least}
    named = opening(at_least_grade(grading, grading.grades.index(grade)))
    passed, told = _("%(what)s in %(subject)s (%(score)s, a pass)"), _("%(what)s in %(subject)s (%(score)s)")
    return (passed if passes else told) % {"what": named, "subject": subject(target), "score": at_least}


def came_true(found: Reliability) -> str:
    """Of the chances that are neither small nor large, those that most students had: what came of them."""
    between = [one for one in found.bins if one.predicted > 0.2 and one.predicted < 0.8]
    said = max(between or found.bins, key=lambda one: one.rows)
    return _("when it said %(chance)s, it came true for %(count)s.") % {"chance": chance(said), "count": _of(said)}


def chance(found: ChanceBin) -> str:
    """'60 to 80 %'."""
    return f"{span(100 * found.low, 100 * found.high, 0)} %"


def _of(found: ChanceBin) -> str:
    return _("%(count)s of %(of)s") % {"count": number(found.observed.mean * found.rows), "of": number(found.rows)}
