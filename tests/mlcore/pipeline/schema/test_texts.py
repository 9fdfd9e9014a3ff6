"""Numbers and values in the spelling of people and files."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.schema import Field, InvalidValue, exact, plain, shortened, written

PAY = Field(slug="pay", label="Pay", kind="number", minimum=0, maximum=2_500_000)


@pytest.mark.parametrize(
    ("number", "written"),
    [(1234567.0, "1234567"), (100.0, "100"), (3 * 0.1, "0.3"), (-4.25, "-4.25"), (0.00001, "0.00001"), (7, "7")],
)
def test_a_number_is_written_without_an_exponent_or_idle_digits(number, written):
    assert plain(number) == written


def test_the_bounds_of_a_large_scale_are_written_out():
    assert PAY.allowed == "a number from 0 to 2500000"


def test_a_long_value_is_cut_with_a_mark():
    assert shortened("x" * 40) == "x" * 40
    assert shortened("x" * 41) == "x" * 39 + "…"


@pytest.mark.parametrize(("number", "said"), [(3.9300000667572, "3.93"), (0.10000000149011612, "0.1"), (2.5, "2.5")])
def test_a_number_that_was_kept_in_32_bits_reads_as_it_was_written(number, said):
    assert plain(number) == said


@pytest.mark.parametrize("number", [0.1, 3.93, 1 / 3, 1e300, -1e-300, 123456.789, 0.0, 16777217.0, float("inf")])
def test_a_number_of_64_bits_loses_nothing(number):
    assert float(plain(number)) == pytest.approx(number, rel=1e-14)


@pytest.mark.parametrize("number", [0.30000001192092896, 3.9300000667572, 72.3, 1 / 3, 1234.5])
def test_what_a_form_shows_gives_the_stored_value_again(number):
    stored = PAY.clean(number)
    assert PAY.clean(exact(stored)) == stored == PAY.clean(stored)
    assert PAY.clean(exact(written(number))) == stored


@pytest.mark.parametrize(
    ("number", "shown"), [(72.0, "72"), (0, "0"), (100.0, "100"), (1e22, f"{10**22}"), (7.5, "7.5")]
)
def test_a_form_shows_a_whole_number_without_a_fraction(number, shown):
    assert exact(number) == shown


@pytest.mark.parametrize("bound", [3.93, 3.9300000667572, 0.1, 0.10000000149011612, 2.3, 2.299999952316284])
def test_a_bound_never_refuses_its_own_value_in_either_precision(bound):
    short = float(plain(bound))
    for limits in ({"minimum": bound, "maximum": 9}, {"minimum": -9, "maximum": bound}):
        field = Field(slug="gpa", label="GPA", kind="number", **limits)
        assert {field.clean(value) for value in (bound, short, float(np.float32(short)))} == {short}
        assert field.bounds[0] <= short <= field.bounds[1]


def test_what_lies_beyond_a_bound_is_refused_though_by_little():
    with pytest.raises(InvalidValue):
        Field(slug="gpa", label="GPA", kind="number", minimum=0, maximum=3.93).clean(3.930001)


@given(st.floats(min_value=0, max_value=2_500_000))
def test_a_number_of_64_bits_is_stored_as_it_is_or_as_near_as_32_bits_tell(number):
    assert PAY.clean(number) == pytest.approx(number, rel=1e-7)


@given(st.decimals(min_value=-999, max_value=999, places=3))
def test_what_was_written_in_a_few_digits_reads_the_same_from_32_bits(written):
    narrow = float(np.float32(float(written)))
    assert float(plain(narrow)) == float(written)
