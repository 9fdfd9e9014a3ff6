"""How wide ranges are, and whether chances came true, said in words with their figures."""

from dataclasses import replace

import pytest
from explored import EXAMS

from mlcore.pipeline.results.diagnosis import LevelCoverage, PartCoverage
from mlcore.pipeline.results.reliability import ChanceBin, Reliability
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.results.yardsticks import Chosen, Tried, Yardstick
from mlcore.pipeline.schema import Field
from mlcore.words.verdicts import ranges

MATHS = Field(slug="maths", label="Maths score", kind="number", minimum=0, maximum=100)
CONSTANT, TENTH, FIFTH = (Yardstick(nearest=share) for share in (0.0, 0.1, 0.2))


def tried(constant: float, tenth: float, fifth: float = 99.0) -> tuple[Tried, ...]:
    return Tried(CONSTANT, constant), Tried(TENTH, tenth), Tried(FIFTH, fifth)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (None, ""),
        (Chosen(CONSTANT, ()), "Its ranges are equally wide for all students: there are too few to try another width."),
        (
            Chosen(CONSTANT, tried(20.0, 20.8)),
            "Its ranges are equally wide for all students. Told from the 100 students predicted most alike they would "
            "be 4 % worse (interval score 20.8 against 20.0).",
        ),
        (
            Chosen(CONSTANT, tried(20.0, 19.6)),
            "Its ranges are equally wide for all students. Told from the 100 students predicted most alike they would "
            "be 2 % better, which is too little to tell (interval score 19.6 against 20.0).",
        ),
        (
            Chosen(TENTH, tried(20.0, 15.0)),
            "Its ranges fit the student: they are told from the 100 students predicted most alike. That is 25 % better "
            "than one width for all (interval score 15.0 against 20.0).",
        ),
    ],
)
def test_why_ranges_are_as_wide_as_they_are(chosen, said):
    assert ranges.width(chosen, 1_000, MATHS) == said


def part(low: float, held: float, most: float) -> PartCoverage:
    return PartCoverage(low, low + 20, (LevelCoverage(80, 100, Estimate(held, held - 0.1, most)),))


def test_a_third_whose_ranges_held_clearly_less_often_is_named():
    parts = [part(20, 0.71, 0.79), part(40, 0.75, 0.83), part(60, 0.9, 0.95)]
    assert ranges.held_less_often(parts, MATHS) == (
        "Its 80 % ranges held clearly less often for those predicted 20 to 40 (71 %)."
    )


def test_where_every_third_holds_there_is_no_limit():
    assert ranges.held_less_often([part(20, 0.8, 0.85)], MATHS) == ""


def a_bin(low: float, rows: int, reached: int) -> ChanceBin:
    return ChanceBin(low, low + 0.2, rows, low + 0.1, Estimate(reached / rows, 0, 1))


@pytest.mark.parametrize(
    ("bins", "said"),
    [
        (((0.6, 58, 41), (0.4, 30, 15), (0.0, 900, 3)), "when it said 60 to 80 %, it came true for 41 of 58."),
        (((0.0, 900, 3),), "when it said 0 to 20 %, it came true for 3 of 900."),
    ],
)
def test_what_came_of_a_chance_is_said_in_people(bins, said):
    assert ranges.came_true(reliability(60, *(a_bin(*one) for one in bins))) == said


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (63, "63 or more in maths"),
        (60, "C or better in maths (60 or more, a pass)"),
        (70, "B or better in maths (70 or more)"),
        (80, "A in maths (80 or more)"),
    ],
)
def test_what_is_reached_is_named_by_its_grade(score, said):
    assert ranges.reach(reliability(score), EXAMS.field("math_score")) == said


def test_without_grades_what_is_reached_is_a_score_or_a_pass():
    passed = replace(MATHS, grades=(), pass_at=50.0)
    assert ranges.reach(reliability(50), passed) == "A pass in maths (50 or more)"
    assert ranges.reach(reliability(50), replace(MATHS, grades=(), pass_at=None)) == "50 or more in maths"


def reliability(score: float, *bins: ChanceBin) -> Reliability:
    figures = {"rows": 988, "reached": 0.1, "brier": 0.1, "brier_of_share": 0.1, "calibration_error": 0.0}
    return Reliability(score=score, bins=bins, **figures)
