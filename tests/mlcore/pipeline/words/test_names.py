"""Names, numbers and shares as people write them."""

import pytest

from mlcore.pipeline.bundle.codes import Learned
from mlcore.pipeline.bundle.row_warnings import Watch
from mlcore.pipeline.schema import Field, plain

PAY = Field(slug="pay", label="Pay", kind="number", minimum=0, maximum=2_500_000)


@pytest.mark.parametrize(
    ("number", "written"),
    [(1234567.0, "1234567"), (100.0, "100"), (3 * 0.1, "0.3"), (-4.25, "-4.25"), (0.00001, "0.00001"), (7, "7")],
)
def test_a_number_is_written_without_an_exponent_or_idle_digits(number, written):
    assert plain(number) == written


def test_the_bounds_of_a_large_scale_are_written_out():
    assert PAY.allowed == "a number from 0 to 2500000"


@pytest.mark.parametrize(("value", "limit"), [(1_900_001.0, "highest: 1900000"), (1_234_566.0, "lowest: 1234567")])
def test_a_warning_writes_out_what_was_entered_and_what_was_learned(value, limit):
    watch = Watch((PAY,), {"pay": Learned(9, minimum=1_234_567.0, maximum=1_900_000.0)}, lambda _: False)
    _, (warning,) = watch.look({"pay": value})
    assert f"Pay {value:.0f} is" in warning.message
    assert limit in warning.message
