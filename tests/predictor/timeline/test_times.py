"""An axis of time: every moment inside, and few round ticks."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictor.timeline.times import MOST_TICKS, time_scale

START = dt.datetime(2026, 3, 5, 9, 20, tzinfo=dt.UTC)
MOMENTS = st.timedeltas(dt.timedelta(days=-4000), dt.timedelta(days=4000)).map(lambda away: START + away)


@given(st.lists(MOMENTS, min_size=1, max_size=9))
def test_every_moment_lies_on_the_axis_in_its_order(moments):
    scale = time_scale(moments)
    places = [scale.share(moment) for moment in sorted(moments)]
    assert places == sorted(places)
    assert all(0 < place < 1 for place in places)


@given(MOMENTS, st.timedeltas(dt.timedelta(0), dt.timedelta(days=3650)))
def test_ticks_are_few(first, span):
    assert len(time_scale([first, first + span]).ticks()) <= MOST_TICKS + 1


@pytest.mark.parametrize("years", [{1}, {9999}, {1, 9999}, {1, 2026}, {2026, 9999}])
def test_days_that_no_school_speaks_of_stand_at_the_ends(years):
    moments = [dt.datetime(year, 12, 31, tzinfo=dt.UTC) for year in years]
    scale = time_scale(moments)
    assert 1 <= len(scale.ticks()) <= MOST_TICKS + 1
    assert all(0 < scale.share(moment) < 1 for moment in moments)


def labels(**span):
    return [tick.label for tick in time_scale([START, START + dt.timedelta(**span)]).ticks()]


def test_an_hour_has_its_minutes():
    assert labels(minutes=50)[0] == "5 Mar, 09:20"


def test_a_week_has_its_days():
    assert labels(days=5) == ["6 Mar", "7 Mar", "8 Mar", "9 Mar", "10 Mar"]


def test_three_years_have_half_years():
    assert labels(days=1095)[:3] == ["Jul 2026", "Jan 2027", "Jul 2027"]


def test_one_moment_alone_stands_in_the_middle():
    assert 0.45 < time_scale([START]).share(START) < 0.6
