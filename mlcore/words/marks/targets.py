"""A target in words: what is to be reached, how many reach it, and what was done to it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.schema import Field, Grading, plain
from mlcore.words.marks.chances import FEW, MANY, called, counted
from mlcore.words.names import opening
from mlcore.words.numbers import localised, rounded


def aim(score: float | None, grade: str, grading: Grading | None) -> str:
    """'75', '75 (B)', 'B (70 or more)'; empty where neither is given."""
    if score is not None:
        return localised(plain(score)) + _bracketed(_label_of(score, grading))
    found = grading.named(grade) if grading and grade else None
    return called(grade) + _bracketed(_more(found.start) if found else "")


def about(chance: float, people: tuple[int, int] | None = None) -> str:
    """'about 7 in 20', 'about 1 in 100', 'fewer than 1 in 100'. `people` are so many of how many, where a sentence
    beside it counts them.
    """
    if chance < 0.01:
        return _("fewer than 1 in 100")
    if chance > 0.99:
        return _("more than 99 in 100")
    found, of = people or _whole(chance, FEW)
    if found in (0, of):
        # Out of a hundred, where among so few it would be nobody or everybody.
        found, of = _whole(chance, MANY)
    return _("about %(count)s in %(of)s") % {"count": found, "of": of}


def reach(chance: float, people: tuple[int, int] | None = None) -> str:
    """'About 7 in 20 similar students reach it.'"""
    return _("%(share)s similar students reach it.") % {"share": opening(about(chance, people))}


def counted_at(chances: Chances, score: float) -> tuple[int, int] | None:
    """How many of how many reach a score where a grade begins or it is passed, as they are counted for the chances of
    grades; None for others."""
    grading, people = chances.grading, counted(chances)
    starts = [grade.start for grade in grading.grades]
    if score in starts[1:]:
        return sum(people.grades[starts.index(score) :]), people.of
    return (people.passed, people.of) if people.passed is not None and score == grading.pass_at else None


def _whole(chance: float, of: int) -> tuple[int, int]:
    return int(rounded(chance * of, 0)), of


def stretch(quarter: float | None, tenth: float | None, target: Field, grading: Grading | None) -> str:
    """What the upper quarter and the upper tenth of similar students reach; empty where there is nothing to say."""
    if tenth is None:
        return ""
    highest = _or_more(tenth, target, grading)
    if quarter is None:
        return _("A tenth of students like this one reach %(highest)s.") % {"highest": highest}
    if quarter == tenth:
        if tenth >= target.bounds[1]:
            return _("A quarter of students like this one reach %(highest)s.") % {"highest": highest}
        told = _("A quarter of students like this one reach %(highest)s; fewer than a tenth reach more.")
        return told % {"highest": highest}
    told = _("A quarter of students like this one reach %(quarter)s, a tenth %(highest)s.")
    return told % {"quarter": _or_more(quarter, target, grading), "highest": highest}


def _or_more(score: float, target: Field, grading: Grading | None) -> str:
    is_highest = score >= target.bounds[1]
    return (localised(plain(score)) if is_highest else _more(score)) + _bracketed(_label_of(score, grading))


def _more(score: float) -> str:
    return _("%(value)s or more") % {"value": localised(plain(score))}


def _label_of(score: float, grading: Grading | None) -> str:
    grade = grading.grade_of(score) if grading else None
    return called(grade.label) if grade else ""


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


@dataclass(frozen=True)
class State:
    """What is to be reached, in words (empty where it was taken back), and whether that is locked."""

    aim: str
    locked: bool


UNSET = State("", False)
# By whether there was a target before, and whether it was locked (True) or unlocked (False) with it.
DONE = {
    (False, None): gettext_noop("Set to %(aim)s"),
    (False, True): gettext_noop("Set to %(aim)s and locked"),
    (False, False): gettext_noop("Set to %(aim)s and unlocked"),
    (True, None): gettext_noop("Changed to %(aim)s"),
    (True, True): gettext_noop("Changed to %(aim)s and locked"),
    (True, False): gettext_noop("Changed to %(aim)s and unlocked"),
}


def act(before: State, now: State) -> str:
    """What somebody did: 'Set to 75', 'Changed to 80 and unlocked', 'Taken back'."""
    if now.aim == before.aim:
        return _turned(before, now) or (_("Confirmed") if now.aim else _("Taken back"))
    if not now.aim:
        return _("Taken back")
    changed, is_turned = bool(before.aim), before.locked != now.locked
    return _(DONE[changed, now.locked if is_turned else None]) % {"aim": now.aim}


def _turned(before: State, now: State) -> str:
    if before.locked == now.locked:
        return ""
    return _("Locked") if now.locked else _("Unlocked")
