"""Chances of grades and of passing, in sentences about whole people."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.distribution.chances import Chances, People
from mlcore.pipeline.schema import Field, Grading
from mlcore.words.numbers import rounded

FEW, MANY = 20, 100


def counted(chances: Chances) -> People:
    """Out of 20; out of 100 where among 20 nobody or everybody would pass, or all would have one grade."""
    found = chances.people(FEW)
    told = found.passed if found.passed is not None else max(found.grades)
    return chances.people(MANY) if told in (0, FEW) else found


def said(chances: Chances, people: People) -> tuple[str, ...]:
    """'Of 20 students like this one, about 13 pass.' 'The most likely grade is C (9 of 20), ...'"""
    return tuple(filter(None, (_passing(people), _grades(chances, people))))


def _passing(people: People) -> str:
    if people.passed is None:
        return ""
    if people.passed == 0:
        return _("Of %(of)s students like this one, hardly any pass: fewer than 1.") % {"of": people.of}
    if people.passed == people.of:
        told = _("Of %(of)s students like this one, nearly all pass: more than %(most)s.")
        return told % {"of": people.of, "most": people.of - 1}
    told = ngettext(
        "Of %(of)s students like this one, about %(count)s passes.",
        "Of %(of)s students like this one, about %(count)s pass.",
        people.passed,
    )
    return told % {"of": people.of, "count": people.passed}


def _grades(chances: Chances, people: People) -> str:
    """The most likely grade, and how many get a better or a lower one."""
    likeliest, grades = chances.most_likely, chances.grading.grades
    if likeliest is None:
        return ""
    at = grades.index(likeliest)
    better, lower = sum(people.grades[at + 1 :]), sum(people.grades[:at])
    beside = [f"{at_least(chances.grading, at + 1)} {better}"] if better else []
    beside += [f"{at_most(chances.grading, at - 1)} {lower}"] if lower else []
    facts = {"grade": called(likeliest.label), "count": people.grades[at], "of": people.of}
    most = _("%(grade)s (%(count)s of %(of)s)") % facts
    if people.passed is not None:
        told = _("The most likely grade is %(grades)s.")
    else:
        told = _("Among students like this one, the most likely grade is %(grades)s.")
    return told % {"grades": ", ".join([most, *beside])}


def at_least(grading: Grading, at: int) -> str:
    """'B or better'; the best grade has none above it."""
    label = called(grading.grades[at].label)
    return label if at == len(grading.grades) - 1 else _("%(grade)s or better") % {"grade": label}


def at_most(grading: Grading, at: int) -> str:
    label = called(grading.grades[at].label)
    return label if at == 0 else _("%(grade)s or lower") % {"grade": label}


def called(label: str) -> str:
    """A grade in a sentence: '5' beside figures would be read as one of them."""
    return _("grade %(label)s") % {"label": label} if label[:1].isdigit() else label


def grade(value: float, target: Field, grading: Grading | None) -> str:
    """The grade of a value as it is said, in whole points; empty without grades."""
    found = grading.grade_of(float(rounded(value, target.decimals))) if grading else None
    return found.label if found else ""


def between(low: float, high: float, target: Field, grading: Grading | None) -> str:
    """'D to B', or one grade where both ends have it; empty without grades."""
    first, last = (grade(end, target, grading) for end in (low, high))
    return called(first) if first == last else _("%(low)s to %(high)s") % {"low": called(first), "high": last}
