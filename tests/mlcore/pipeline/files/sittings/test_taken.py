"""Days are read in one way for a whole column."""

from datetime import date

import pytest

from mlcore.pipeline.files.sittings.taken import days_of

MAY, JUNE = date(2026, 5, 4).toordinal(), date(2026, 6, 5).toordinal()


@pytest.mark.parametrize(
    "cells",
    [
        ["2026-05-04", "2026-06-05"],
        ["2026-05-04T08:00", date(2026, 6, 5)],
        ["5/4/2026", "06/05/26"],
        ["5/4/2026 9:15", "6/5/2026"],
    ],
)
def test_the_month_comes_first_unless_it_cannot(cells):
    assert days_of(cells) == [MAY, JUNE]


def test_a_day_that_is_no_month_decides_for_all():
    assert days_of(["04.05.2026", "13.06.2026"])[0] == MAY


@pytest.mark.parametrize("cells", [["2026-05-04", ""], ["31/31/2026"], ["May"], ["5/4/2026", "2026-05-04"]])
def test_a_column_with_what_is_no_day_has_none(cells):
    assert days_of(cells) is None
