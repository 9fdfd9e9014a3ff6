"""Chances of grades and of passing, in sentences about whole people."""

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
    likes = f"Of {people.of} students like this one"
    if people.passed == 0:
        return f"{likes}, hardly any pass: fewer than 1."
    if people.passed == people.of:
        return f"{likes}, nearly all pass: more than {people.of - 1}."
    return f"{likes}, about {people.passed} pass{'es' if people.passed == 1 else ''}."


def _grades(chances: Chances, people: People) -> str:
    """The most likely grade, and how many get a better or a lower one."""
    likeliest, grades = chances.most_likely, chances.grading.grades
    if likeliest is None:
        return ""
    at = grades.index(likeliest)
    better, lower = sum(people.grades[at + 1 :]), sum(people.grades[:at])
    beside = [f"{at_least(chances.grading, at + 1)} {better}"] if better else []
    beside += [f"{at_most(chances.grading, at - 1)} {lower}"] if lower else []
    among = "The" if people.passed is not None else "Among students like this one, the"
    most = f"{called(likeliest.label)} ({people.grades[at]} of {people.of})"
    return f"{among} most likely grade is {', '.join([most, *beside])}."


def at_least(grading: Grading, at: int) -> str:
    """'B or better'; the best grade has none above it."""
    label = called(grading.grades[at].label)
    return label if at == len(grading.grades) - 1 else f"{label} or better"


def at_most(grading: Grading, at: int) -> str:
    label = called(grading.grades[at].label)
    return label if at == 0 else f"{label} or lower"


def called(label: str) -> str:
    """A grade in a sentence: '5' beside figures would be read as one of them."""
    return f"grade {label}" if label[:1].isdigit() else label


def grade(value: float, target: Field, grading: Grading | None) -> str:
    """The grade of a value as it is said, in whole points; empty without grades."""
    found = grading.grade_of(float(rounded(value, target.decimals))) if grading else None
    return found.label if found else ""


def between(low: float, high: float, target: Field, grading: Grading | None) -> str:
    """'D to B', or one grade where both ends have it; empty without grades."""
    first, last = (grade(end, target, grading) for end in (low, high))
    return called(first) if first == last else f"{called(first)} to {last}"
