"""The switch that ends all predicting: in the query that finds the live version, and kept for good."""

import pytest
from django.db import IntegrityError, transaction

from mlcore import stopping
from mlcore.models import ModelVersion, PredictingChange
from mlcore.versions import live

WHY = "The inspectorate asks us to wait."

pytestmark = pytest.mark.django_db


@pytest.fixture
def stopped(math):
    return stopping.stop(who="head of school", why=WHY)


def test_it_goes_on_as_long_as_nobody_stops_it(math):
    assert live.live(math).version.is_live
    assert stopping.current() is None


def test_stopped_no_live_version_answers_and_says_why(math, stopped):
    with pytest.raises(stopping.PredictingStopped, match=WHY):
        live.live(math)


def test_it_is_told_by_the_query_that_finds_the_version(math, stopped, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = stopping.stop_of(ModelVersion.objects.live_for(math))
    assert (found.who, found.why, found.at) == ("head of school", WHY, stopped.at)


def test_it_begins_again(math, stopped):
    stopping.resume(who="head of school", why="They are content.")
    assert live.live(math).version.is_live
    assert [change.is_stop for change in PredictingChange.objects.all()] == [False, True]


def test_nobody_stops_it_twice(stopped):
    with pytest.raises(stopping.NotTurned, match=WHY):
        stopping.stop(who="another", why="Me too")
    assert PredictingChange.objects.count() == 1


def test_what_was_not_stopped_does_not_begin_again(db):
    with pytest.raises(stopping.NotTurned):
        stopping.resume(who="somebody", why="to be sure")


@pytest.mark.parametrize("change", [lambda rows: rows.update(why="other"), lambda rows: rows.delete()])
def test_the_record_is_neither_rewritten_nor_removed(stopped, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change(PredictingChange.objects.all())
    assert PredictingChange.objects.get().why == WHY


def test_a_version_can_still_be_made_live(math, stopped):
    from factories import new_version

    from mlcore.versions import promotions

    version = new_version(math, shift=1)
    promotions.promote(version, who="somebody", why="it is better")
    assert ModelVersion.objects.live_for(math) == version
