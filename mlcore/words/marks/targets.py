"""A target in words: what is to be reached, how many reach it, and what was done to it."""

from dataclasses import dataclass

from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.schema import Field, Grading, plain
from mlcore.words.marks.chances import FEW, MANY, called, counted
from mlcore.words.names import opening
from mlcore.words.numbers import rounded


def aim(score: float | None, grade: str, grading: Grading | None) -> str:
    """'75', '75 (B)', 'B (70 or more)'; empty where neither is given."""
    if score is not None:
        return plain(score) + _bracketed(_label_of(score, grading))
    found = grading.named(grade) if grading and grade else None
    return called(grade) + _bracketed(f"{plain(found.start)} or more" if found else "")


def about(chance: float, people: tuple[int, int] | None = None) -> str:
    """'about 7 in 20', 'about 1 in 100', 'fewer than 1 in 100'. `people` are so many of how many, where a sentence
    beside it counts them.
    """
    if chance < 0.01:
        return "fewer than 1 in 100"
    if chance > 0.99:
        return "more than 99 in 100"
    found, of = people or _whole(chance, FEW)
    if found in (0, of):
        # Out of a hundred, where among so few it would be nobody or everybody.
        found, of = _whole(chance, MANY)
    return f"about {found} in {of}"


def reach(chance: float, people: tuple[int, int] | None = None) -> str:
    """'About 7 in 20 similar students reach it.'"""
    return f"{opening(about(chance, people))} similar students reach it."


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
        return f"A tenth of students like this one reach {highest}."
    if quarter == tenth:
        rest = "" if tenth >= target.bounds[1] else "; fewer than a tenth reach more"
        return f"A quarter of students like this one reach {highest}{rest}."
    return f"A quarter of students like this one reach {_or_more(quarter, target, grading)}, a tenth {highest}."


def _or_more(score: float, target: Field, grading: Grading | None) -> str:
    is_highest = score >= target.bounds[1]
    return plain(score) + ("" if is_highest else " or more") + _bracketed(_label_of(score, grading))


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


def act(before: State, now: State) -> str:
    """What somebody did: 'Set to 75', 'Changed to 80 and unlocked', 'Taken back'."""
    if now.aim == before.aim:
        return _turned(before, now) or ("Confirmed" if now.aim else "Taken back")
    if not now.aim:
        return "Taken back"
    done = f"{'Changed' if before.aim else 'Set'} to {now.aim}"
    turned = _turned(before, now).lower()
    return f"{done} and {turned}" if turned else done


def _turned(before: State, now: State) -> str:
    if before.locked == now.locked:
        return ""
    return "Locked" if now.locked else "Unlocked"
