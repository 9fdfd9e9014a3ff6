"""What pages and time lines show of support."""

import datetime as dt

import pytest
from django.utils import timezone

from predictor.support.reads import noted, periods_of
from predictor.support.work import end, remove

pytestmark = pytest.mark.django_db
OCTOBER = dt.date(2026, 10, 15)


def test_a_period_goes_from_the_first_day_to_the_last_as_said_now(student, people, note, signed):
    end(note(), OCTOBER, signed)
    note(what="Maths", from_day=OCTOBER)
    found = [(one.what, one.first, one.last) for one in periods_of(student, people.colleague)]
    assert found == [("Reading group", dt.date(2026, 9, 1), OCTOBER), ("Maths", OCTOBER, None)]


def test_what_was_removed_is_no_period(student, people, note, signed):
    remove(note(), signed)
    assert periods_of(student, people.owner) == []


def test_a_stranger_gets_no_period(student, people, note):
    note()
    assert periods_of(student, people.stranger) == []


def test_periods_take_one_query(student, people, note, django_assert_num_queries):
    note()
    note(what="Maths")
    with django_assert_num_queries(1):
        periods_of(student, people.owner)


@pytest.mark.parametrize(
    ("first", "last", "can_end"), [(-9, None, True), (-9, 5, True), (0, None, True), (-9, 0, False), (3, None, False)]
)
def test_today_can_become_the_last_day_of_what_goes_on(student, note, first, last, can_end):
    today = timezone.localdate()
    days = {"from_day": today + dt.timedelta(days=first)}
    note(**days, until_day=None if last is None else today + dt.timedelta(days=last))
    assert [one.can_end for one in noted(student)] == [can_end]
