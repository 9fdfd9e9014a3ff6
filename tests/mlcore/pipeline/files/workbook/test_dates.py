"""A date that stands for 3/4 is refused with what it probably was."""

import pytest

from mlcore.pipeline.files.workbook.dates import made_of


@pytest.mark.parametrize("value", ["2026-04-03", "2026-04-03 00:00:00", "03-Apr", "3-Apr", "Apr-03", "3. April"])
def test_what_was_typed_is_said_both_ways(value):
    assert '"3/4" or "4/3": write it as text' in str(made_of(value))


def test_one_way_is_enough_where_both_are_the_same():
    assert str(made_of("05-May")).endswith('out of "5/5": write it as text')


@pytest.mark.parametrize(
    "value", ["", "7", "Ann", "March", "3 apples", "2026-04-03 12:30:00", "12:30", "May be 3 of 4"]
)
def test_nothing_is_said_of_what_is_no_such_date(value):
    assert made_of(value) == ""
