"""How wide ranges are and whether chances came true, in sentences."""

from collections.abc import Sequence

from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.results.diagnosis import LevelCoverage, PartCoverage
from mlcore.pipeline.results.reliability import ChanceBin, Reliability
from mlcore.pipeline.results.yardsticks import Chosen, Tried
from mlcore.pipeline.schema import Field
from mlcore.words.marks.chances import at_least as at_least_grade
from mlcore.words.names import listed, opening, subject
from mlcore.words.numbers import number, percent, score, size, students

NOT_TRIED = "Its ranges are equally wide for all students: there are too few to try another width."
SAME = "Its ranges are equally wide for all students. "


def width(chosen: Chosen | None, rows: int, target: Field) -> str:
    """Whether ranges differ from student to student, why, and what that changes; empty for older releases."""
    if chosen is None:
        return ""
    if not chosen.tried:
        return NOT_TRIED
    constant, *local = chosen.tried
    if chosen.yardstick.is_local:
        return _fitting(constant, next(one for one in local if one.yardstick == chosen.yardstick), rows, target)
    return SAME + _not_better(constant, min(local, key=lambda one: one.score), rows, target)


def _fitting(constant: Tried, local: Tried, rows: int, target: Field) -> str:
    gain = percent(1 - local.score / constant.score)
    return (
        f"Its ranges fit the student: they are told from the {students(local.yardstick.count(rows))} predicted most "
        f"alike. That is {gain} better than one width for all (interval score {_figures(local, constant, target)})."
    )


def _not_better(constant: Tried, local: Tried, rows: int, target: Field) -> str:
    change = local.score / constant.score - 1
    beside = f"{percent(abs(change))} {'worse' if change > 0 else 'better, which is too little to tell'}"
    return (
        f"Told from the {students(local.yardstick.count(rows))} predicted most alike they would be {beside} "
        f"(interval score {_figures(local, constant, target)})."
    )


def _figures(first: Tried, second: Tried, target: Field) -> str:
    """Smaller is better."""
    return f"{size(first.score, target)} against {size(second.score, target)}"


def part(found: PartCoverage, target: Field) -> str:
    """'Predicted 23 to 58'."""
    return f"Predicted {score(found.low, target)} to {score(found.high, target)}"


def held_less_often(parts: Sequence[PartCoverage], target: Field) -> str:
    """A limit where a part of the predictions is clearly outside what was asked; empty where none is."""
    missed = [
        f"those predicted {score(found.low, target)} to {score(found.high, target)} ({percent(level.share.mean)})"
        for found in parts
        for level in found.levels
        if level.level == NARROW and _is_short(level)
    ]
    return f"Its {NARROW} % ranges held clearly less often for {listed(missed)}." if missed else ""


def _is_short(level: LevelCoverage) -> bool:
    return level.share.high < level.level / 100


def reach(found: Reliability, target: Field) -> str:
    """'60 or more in maths'; where a grade begins or from where it is passed, 'B or better in maths (70 or more)'."""
    at_least, grading = f"{score(found.score, target)} or more", target.grading
    if grading is None or found.score not in grading.cuts:
        return f"{at_least} in {subject(target)}"
    passes = grading.pass_at == found.score
    grade = next((grade for grade in grading.grades if grade.start == found.score), None)
    if grade is None:
        return f"A pass in {subject(target)} ({at_least})"
    named = opening(at_least_grade(grading, grading.grades.index(grade)))
    return f"{named} in {subject(target)} ({at_least}{', a pass' if passes else ''})"


def came_true(found: Reliability) -> str:
    """Of the chances that are neither small nor large, those that most students had: what came of them."""
    between = [one for one in found.bins if one.predicted > 0.2 and one.predicted < 0.8]
    said = max(between or found.bins, key=lambda one: one.rows)
    return f"when it said {chance(said)}, it came true for {_of(said)}."


def chance(found: ChanceBin) -> str:
    """'60 to 80 %'."""
    return f"{number(100 * found.low)} to {number(100 * found.high)} %"


def _of(found: ChanceBin) -> str:
    return f"{number(found.observed.mean * found.rows)} of {number(found.rows)}"
