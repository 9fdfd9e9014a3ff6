"""Chances held against results: whose chances, of which rows, and where they are out of band."""

import pytest
from explored import EXAMS

from mlcore.pipeline.results.reliability import CheckedChances, Reliability
from mlcore.words.verdicts import checked_chances as words

MATHS = EXAMS.field("math_score")


def reliability(error: float) -> Reliability:
    figures = {"rows": 300, "reached": 0.5, "brier": 0.1, "brier_of_share": 0.25, "bins": ()}
    return Reliability(score=60, calibration_error=error, by_chance=0.05, **figures)


def checked(kind, learned=0, *errors: float) -> CheckedChances:
    return CheckedChances(kind=kind, rows=300, learned=learned, found=tuple(map(reliability, errors)))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (checked("trained"), "v1, as measured when it was trained: 300 students that no model asked had seen."),
        (checked("served"), "v1, on 300 students of term that it did not learn from."),
        (
            checked("served", 1),
            "v1, on 300 students of term that it did not learn from. 1 student that it did learn from is left out.",
        ),
        (
            checked("fitted again", None),
            "Too few rows of term are surely new to v1. So the way it was made is checked, not the model that serves: "
            "fitted again to parts of all 300 students, and asked about the others.",
        ),
    ],
)
def test_it_is_said_what_was_held_against_which_rows(found, said):
    assert words.checked_on(found, "v1", "term") == said


def test_a_score_says_how_far_it_is_off_and_where_the_band_ends():
    assert words.one(reliability(0.04), MATHS).endswith(
        "expected calibration error 0.040 (in band, which ends at 0.050)."
    )
    assert "0.060 (OUT OF BAND, which ends at 0.050)" in words.one(reliability(0.06), MATHS)


def test_what_is_out_of_band_is_named_with_the_remedy():
    found = checked("served", 0, 0.04, 0.06)
    assert words.out_of_band(found.out_of_band, MATHS).startswith(
        "out of band for C or better in maths (60 or more, a pass): what it says comes true"
    )


@pytest.mark.parametrize(("errors", "where"), [((0.01,), "the one score"), ((0.01, 0.02), "all 2 scores")])
def test_that_all_is_in_band_is_said(errors, where):
    assert words.in_band(checked("served", 0, *errors)) == f"In band at {where}."
