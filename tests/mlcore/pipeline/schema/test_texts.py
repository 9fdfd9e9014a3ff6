"""Numbers and values in the spelling of people and files."""

import pytest

from mlcore.pipeline.schema import Field, plain, shortened

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
