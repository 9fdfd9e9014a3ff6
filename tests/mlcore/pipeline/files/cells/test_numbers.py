"""Numbers as people write them are read where they can mean one thing only, and refused or asked about otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_table import table

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.checking import check_table
from mlcore.pipeline.files.reading import Reading
from mlcore.pipeline.files.refusals import Refusal
from mlcore.pipeline.schema import Field, Question, Schema


def schema(low, high, unit=""):
    pay = Field(slug="pay", label="Pay", kind="number", minimum=low, maximum=high, unit=unit)
    asked = Question(slug="guess", label="Guess", target="pay", inputs=("pay",))
    return Schema(name="pay", version=1, label="Pay", fields=(pay,), tasks=(asked,))


def read(*cells, bounds=(-5000, 5000), delimiter=",", unit="", **how):
    rows = table(*[(cell,) for cell in cells], headers=("pay",), delimiter=delimiter)
    return check_table(rows, schema(*bounds, unit=unit), how=Reading(**how))


def numbers(*cells, **more):
    return read(*cells, **more).frame["pay"].tolist()


def refusals(*cells, **more):
    return [problem.refusal for problem in read(*cells, **more).problems]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("53,5", 53.5), ("-0,25", -0.25), (",5", 0.5), ("7,", 7), ("0,125", 0.125), ("12,3456", 12.3456),
        ("1234,5", 1234.5), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("+1,234.50", 1234.5),
        ("1 234", 1234), ("1\u00a0234,5", 1234.5),
        ("1\u202f234.5", 1234.5), ("1'234", 1234), ("1\u2019234.5", 1234.5), ("\u22121.5", -1.5), ("\u20131,5", -1.5),
    ],
)  # fmt: skip
def test_a_number_that_has_one_reading_is_read_whatever_separates_cells(cell, number, delimiter):
    assert numbers(cell, delimiter=delimiter) == [number]


@pytest.mark.parametrize(
    "cell", ["1,2,3", "1.2.3", "1,23,456", "12 34", "1'23", "1.234.5", ",", "1,,5", "7,5 points", "%", "5%%"]
)
def test_what_is_no_number_in_any_reading_is_refused(cell):
    assert refusals(cell) == refusals(cell, delimiter=";") == [Refusal.NO_NUMBER]


def test_a_thousand_or_a_bit_more_than_one_is_refused_where_commas_separate_cells():
    (problem,) = read("1,234").problems
    assert problem.refusal is Refusal.TWO_READINGS
    assert "write it without the comma, or say --decimal comma or --decimal point" in str(problem)


@pytest.mark.parametrize(("decimal", "number"), [(",", 1.234), (".", 1234.0)])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_who_says_what_the_comma_means_has_it_read_so(decimal, number, delimiter):
    assert numbers("1,234", decimal=decimal, delimiter=delimiter) == [number]


def test_three_decimals_behind_a_comma_are_read_where_the_column_has_other_decimal_commas():
    assert numbers("1,234", "7,5", delimiter=";") == [1.234, 7.5]


@pytest.mark.parametrize("cells", [("1,234", "2,500"), ("1,234", "7.5"), ("1.234", "7,5")])
def test_a_column_that_may_speak_of_thousands_is_asked_about(cells):
    with pytest.raises(DataError, match=r"Column pay: '1.234' can be read as 1\.234 and as 1234\. Say which mark"):
        read(*cells, delimiter=";")


def test_nothing_is_asked_where_a_thousand_is_out_of_bounds():
    assert numbers("1,234", "2,5", bounds=(0, 100), delimiter=";") == [1.234, 2.5]
    assert numbers("1,234", bounds=(0, 100), delimiter=";") == [1.234]


def test_a_point_before_three_digits_stays_a_point():
    assert numbers("1.234", "7.5") == [1.234, 7.5]


@pytest.mark.parametrize(
    ("bounds", "unit", "value"),
    [
        ((0, 100), "", 53.2),
        ((0, 120), "marks", 53.2),
        ((-100, 100), "", 53.2),
        ((0, 1), "", 0.532),
        ((0, 60), "%", 53.2),
    ],
)
def test_a_percentage_is_read_on_a_scale_that_tells_what_it_is_of(bounds, unit, value):
    checked = read("53.2%", "53,2 %", "", bounds=bounds, unit=unit)
    assert checked.frame["pay"].tolist()[:2] == [value, value]
    assert checked.found.fields[0].styles == {"percent": 2}


@pytest.mark.parametrize("bounds", [(0, 20), (0, 5), (0, 2000)])
def test_a_percentage_of_who_knows_what_is_refused(bounds):
    assert refusals("53%", bounds=bounds) == [Refusal.PERCENT]


def test_a_percentage_beyond_the_bounds_is_refused():
    assert refusals("153%", bounds=(0, 100)) == [Refusal.OUT_OF_BOUNDS]


@given(
    st.decimals(-4999, 4999, places=2),
    st.sampled_from([("", "."), ("", ","), (",", "."), (".", ","), (" ", ","), ("'", ".")]),
)
def test_a_number_with_two_decimals_is_never_misread(number, marks):
    thousands, decimal = marks
    text = f"{number:,.2f}".replace(",", "T").replace(".", decimal).replace("T", thousands)
    assert numbers(text) == [float(number)]


@given(st.text(st.sampled_from("0123456789.,' %-+"), max_size=9))
def test_what_is_read_has_the_digits_that_were_written(text):
    for value in read(text, bounds=(-1e9, 1e9), decimal=",").frame["pay"].dropna():
        digits = f"{abs(value):.9f}".replace(".", "").strip("0")
        assert digits == "".join(letter for letter in text if letter.isdigit()).strip("0")


@pytest.mark.parametrize(
    ("cell", "number"),
    [("7/10", 70), ("7 / 10", 70), ("15 of 20", 75), ("7,5/10", 75), ("0 out of 5", 0), ("53/100", 53)],
)
def test_points_with_their_own_maximum_are_read_as_a_part_of_the_scale(cell, number):
    checked = read(cell, bounds=(0, 100))
    assert checked.frame["pay"].tolist() == [number]
    assert checked.found.fields[0].styles == {"out of a maximum": 1}


@pytest.mark.parametrize(
    ("cell", "bounds", "refusal"),
    [
        ("11/10", (0, 100), Refusal.OUT_OF_BOUNDS),
        ("7/0", (0, 100), Refusal.NO_NUMBER),
        ("3/4/2026", (0, 100), Refusal.NO_NUMBER),
        ("4/10", (1, 6), Refusal.OTHER_SCALE),
    ],
)
def test_a_part_that_is_none_is_refused(cell, bounds, refusal):
    assert refusals(cell, bounds=bounds) == [refusal]
