"""A field turns what people write into one canonical value, or says what is allowed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Field, InvalidValue, Reason, written

COLOURS = ("Red", "green", "deep blue")
COLOUR = Field(slug="colour", label="Colour", kind="category", choices=COLOURS)
LEVEL = Field(slug="level", label="Level", kind="ordered", choices=("none", "low", "n/a"))
SCORE = Field(slug="score", label="Score", kind="number", minimum=-5, maximum=100)
SCHOOL = Field(slug="school", label="School", kind="group")


def anything():
    return st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.binary()


@pytest.mark.parametrize("field", [COLOUR, LEVEL, SCORE, SCHOOL], ids=lambda field: field.slug)
@given(raw=anything())
def test_a_value_is_cleaned_for_good_or_refused(field, raw):
    try:
        value = field.clean(raw)
    except InvalidValue as error:
        refusal = str(error)
    else:
        assert field.clean(value) == value
        assert value is None or isinstance(value, float if field.is_number else str)
        return
    assert refusal.startswith(f"{field.label}: ")
    assert refusal.endswith(f"expected {field.allowed}")


@given(st.floats(-5, 100))
def test_a_number_is_the_same_from_a_file_a_form_and_a_spreadsheet(number):
    assert SCORE.clean(number) == SCORE.clean(repr(number)) == SCORE.clean(f"  {number!r} ") == written(number)


@given(st.floats().filter(lambda number: not -5 <= number <= 100 and not math.isnan(number)))
def test_a_number_out_of_bounds_is_refused(number):
    with pytest.raises(InvalidValue, match="a number from -5 to 100"):
        SCORE.clean(number)


def test_a_number_tells_both_its_bounds():
    assert SCORE.bounds == (-5.0, 100.0)


def test_a_field_without_bounds_says_so():
    with pytest.raises(SchemaError, match="field colour has no minimum and maximum"):
        _ = COLOUR.bounds


def test_minus_zero_is_zero():
    assert math.copysign(1, SCORE.clean("-0")) == 1


@pytest.mark.parametrize("raw", [True, "1_0", "ten", "7,5", "0x10", "inf", "-inf", 10**400, [5], b"5"])
def test_what_only_resembles_a_number_is_refused(raw):
    with pytest.raises(InvalidValue, match="Score"):
        SCORE.clean(raw)


@pytest.mark.parametrize("raw", [None, "", "  ", "NA", "n/a", "NaN", "null", math.nan])
@pytest.mark.parametrize("field", [COLOUR, SCORE, SCHOOL], ids=lambda field: field.slug)
def test_ways_of_writing_nothing_mean_not_known(field, raw):
    assert field.clean(raw) is None


def test_a_choice_that_looks_like_nothing_stays_a_choice():
    assert (LEVEL.clean("None"), LEVEL.clean("N/A"), LEVEL.clean("")) == ("none", "n/a", None)


@given(st.sampled_from(COLOURS), st.sampled_from([str.upper, str.lower, str.title, lambda text: f" {text}\n"]))
def test_a_choice_is_recognised_in_any_capitals(choice, spelling):
    assert COLOUR.clean(spelling(choice)) == choice


def test_a_refusal_names_the_choices_and_shortens_the_value():
    with pytest.raises(InvalidValue) as refusal:
        COLOUR.clean("x" * 500)
    assert "one of: Red, green, deep blue" in str(refusal.value)
    assert len(str(refusal.value)) < 120


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        (SCORE, "ten", Reason.NO_NUMBER),
        (SCORE, 101, Reason.OUT_OF_BOUNDS),
        (COLOUR, "pink", Reason.NO_CHOICE),
        (COLOUR, 3, Reason.NO_CHOICE),
        (SCHOOL, 7, Reason.NO_NAME),
    ],
)
def test_a_refusal_carries_field_value_and_reason(field, value, reason):
    with pytest.raises(InvalidValue) as refusal:
        field.clean(value)
    assert (refusal.value.field, refusal.value.value, refusal.value.reason) == (field, value, reason)


def test_a_refusal_stands_beside_its_field_without_repeating_its_name():
    with pytest.raises(InvalidValue) as refusal:
        SCORE.clean("ten")
    assert str(refusal.value.problem) == "'ten' is not allowed; expected a number from -5 to 100"
    assert str(refusal.value) == f"Score: {refusal.value.problem}"


@pytest.mark.parametrize(("written", "place"), [("7,5", 2), ("53,25", 3), ("-1,0625", 3)])
def test_a_decimal_comma_is_refused_with_its_place(written, place):
    with pytest.raises(InvalidValue, match=f"its character {place} is COMMA, where “{written.replace(',', '.')}” has"):
        SCORE.clean(written)


@pytest.mark.parametrize("written", ["1,234", "1,234.5", "a,b", "7,"])
def test_what_a_comma_means_is_not_guessed(written):
    with pytest.raises(InvalidValue) as refusal:
        SCORE.clean(written)
    assert "COMMA" not in str(refusal.value.problem)


@pytest.mark.parametrize("name", ["x" * 101, "two\nlines", 7])
def test_the_name_of_a_group_is_short_printable_text(name):
    with pytest.raises(InvalidValue, match="at most 100 characters"):
        SCHOOL.clean(name)
