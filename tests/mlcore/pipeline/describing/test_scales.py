import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.describing.reasons import Why
from mlcore.pipeline.describing.scales import Met, bounds_of, label_of, step_of, unit_in


def met(low, high, *, whole=True, halves=True):
    return Met(low=low, high=high, whole=whole, halves=halves)


@pytest.mark.parametrize(
    ("header", "low", "high", "bounds", "why"),
    [
        ("Final", 33, 97, (0, 100), Why.USUAL_SCALE),
        ("Note", 3, 18, (0, 20), Why.USUAL_SCALE),
        ("Note", 1, 6, (1, 6), Why.USUAL_SCALE),
        ("Quiz (out of 30)", 3, 18, (0, 30), Why.TOLD_MAXIMUM),
        ("Devoir /40", 3, 18, (0, 40), Why.TOLD_MAXIMUM),
        ("Reading T-score", 31, 66, (20, 80), Why.NAMED_SCALE),
        ("TestRITScore", 180, 240, (100, 350), Why.NAMED_SCALE),
        ("SAT", 780, 1450, (400, 1600), Why.NAMED_SCALE),
        ("SAT math", 410, 790, (200, 800), Why.NAMED_SCALE),
        ("SAT total", 610, 790, (400, 1600), Why.NAMED_SCALE),
        ("ACT composite", 14, 31, (1, 36), Why.NAMED_SCALE),
        ("GCSE maths", 2, 8, (0, 9), Why.NAMED_SCALE),
        ("UCAS points", 48, 152, (0, 168), Why.NAMED_SCALE),
        ("IB maths", 3, 7, (1, 7), Why.NAMED_SCALE),
        ("IB total", 24, 41, (0, 45), Why.NAMED_SCALE),
        ("GPA", 2, 3, (0, 4), Why.NAMED_SCALE),
        ("GPA", 2, 4.2, (0, 4.3), Why.NAMED_SCALE),
        ("Weighted GPA", 2, 4.8, (0, 5), Why.NAMED_SCALE),
        ("Homework (%)", 3, 18, (0, 100), Why.NAMED_SCALE),
        ("Percentage", 3, 18, (0, 100), Why.NAMED_SCALE),
        ("Moyenne générale", 3, 9, (0, 20), Why.NAMED_SCALE),
        ("GCSE mark", 12, 88, (0, 100), Why.USUAL_SCALE),
        ("Absences", 0, 8, (0, 20), Why.ROUNDED),
        ("Points", 20, 37, (0, 40), Why.ROUNDED),
        ("Points", 612, 870, (400, 1000), Why.ROUNDED),
        ("Age", 15, 22, (10, 30), Why.ROUNDED),
        ("Change", -3, 4, (-3, 4), Why.ROUNDED),
    ],
)
def test_bounds_are_those_that_people_use(header, low, high, bounds, why):
    *found, because = bounds_of(header, met(low, high))
    assert (tuple(found), because.why) == (bounds, why)


def test_the_maximum_that_the_file_tells_is_taken():
    assert bounds_of("Essay", met(3, 18), maximum=25)[:2] == (0, 25)


def test_a_maximum_that_is_surpassed_is_no_bound():
    assert bounds_of("Essay", met(3, 28), maximum=25)[1] >= 28


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.booleans(), st.sampled_from(["Score", "Absences", "Note /20"]))
def test_bounds_hold_everything_that_was_met(low, width, whole, header):
    found = met(low, low + width, whole=whole)
    bottom, top, _ = bounds_of(header, found)
    assert bottom <= found.low <= found.high <= top
    assert bottom < top


@pytest.mark.parametrize(
    ("header", "label", "unit"),
    [
        ("Homework (%)", "Homework", "%"),
        ("study_time (h)", "Study time", "hours"),
        ("Paper (higher)", "Paper (higher)", ""),
    ],
)
def test_a_unit_in_brackets_is_no_part_of_the_label(header, label, unit):
    assert (label_of(header), unit_in(header)) == (label, unit)


def test_whole_numbers_and_halves_are_counted_in_steps():
    assert step_of(met(0, 9)) == 1
    assert step_of(met(0, 9, whole=False)) == 0.5
    assert step_of(met(0, 9, whole=False, halves=False)) is None
