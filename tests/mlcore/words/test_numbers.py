"""Figures become text in one way, wherever they stand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.schema import Field
from mlcore.words import numbers

MARKS = Field(slug="marks", label="Marks", kind="number", minimum=0, maximum=100, unit="points")
GPA = Field(slug="gpa", label="GPA", kind="number", minimum=0, maximum=4)
FINITE = st.floats(-1e9, 1e9)


@pytest.mark.parametrize(("value", "shown"), [(72.5, "73"), (-72.5, "−73"), (0.5, "1"), (-0.4, "0"), (1234.5, "1,235")])
def test_halves_are_rounded_as_people_round(value, shown):
    assert numbers.score(value, MARKS) == shown


@given(value=FINITE, places=st.integers(0, 4))
def test_what_is_shown_is_never_further_off_than_half_a_step(value, places):
    step = Decimal(1).scaleb(-places)
    assert abs(numbers.rounded(value, places) - Decimal(repr(value))) <= step / 2


@given(value=FINITE, places=st.integers(0, 4))
def test_the_opposite_is_written_alike_but_for_the_sign(value, places):
    plain, opposite = (numbers.number(one, places).lstrip("−") for one in (value, -value))
    assert plain == opposite


def test_zero_has_no_sign():
    assert [numbers.signed(value, MARKS) for value in (-0.04, 0.0, 0.04)] == ["0.0"] * 3
    assert [numbers.signed(value, MARKS) for value in (-0.05, 0.05)] == ["−0.1", "+0.1"]


@pytest.mark.parametrize(("value", "said"), [(0.2, "less than 1 point"), (1.4, "1 point"), (5.5, "6 points")])
def test_points_are_said_with_their_unit(value, said):
    assert numbers.points(value, MARKS) == said


@pytest.mark.parametrize(("unit", "said"), [("points", "Punkte"), ("", "Punkte"), ("marks", "marks")])
def test_points_are_a_word_of_the_readers_language_and_other_units_the_schools_own(unit, said):
    with translation.override("de"):
        assert numbers.unit(replace(MARKS, unit=unit)) == said


def test_short_scales_have_decimals():
    assert numbers.score(3.25, GPA) == "3.3"
    assert numbers.size(3.25, GPA) == "3.25"


def test_what_is_not_known_is_a_dash():
    assert {numbers.number(None), numbers.score(None, MARKS), numbers.seconds(None), numbers.share(None)} == {"–"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.824, ".82"), (-0.3, "−.30"), (0.004, "0"), (-0.004, "0"), (0.999, "1"), (-1.0, "−1"), (None, "–")],
)
def test_narrow_cells_say_a_correlation_in_few_letters(value, expected):
    assert numbers.strength(value) == expected


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1.2, 5.6, "likely between 1 and 6"),
        (-5.6, -1.2, "likely between 1 and 6"),
        (0.2, 5.6, "likely at most 6"),
        (0.1, 0.3, "likely less than 1"),
        (5.6, 6.2, "likely about 6"),
    ],
)
def test_an_interval_is_said_by_sizes_that_can_be_told_apart(low, high, said):
    assert numbers.likely(low, high, MARKS) == said


def test_a_place_between_two_numbers_has_no_idle_zeros():
    assert [numbers.trimmed(value, 1) for value in (72.0, 72.25, -3.5)] == ["72", "72.3", "-3.5"]


@pytest.mark.parametrize(
    ("largest", "extra"), [(5.3, 1), (0.5, 1), (0.42, 2), (0.05, 2), (0.04, 3), (0.00001, 3), (0, 1)]
)
def test_sizes_get_as_many_decimals_as_tell_the_largest_apart_from_nothing(largest, extra):
    assert numbers.telling(largest, MARKS) == extra
