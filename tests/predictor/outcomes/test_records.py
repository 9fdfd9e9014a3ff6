"""Track records: who is counted, from how many results on, and that nobody follows by subtraction."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone
from factories import new_version

from mlcore.versions import promotions
from predictor.models import Support
from predictor.outcomes.records import chances_of, counted, kept, kind_of
from predictor.support import work as support

pytestmark = pytest.mark.django_db


def kinds(math, user):
    return kept(math, user, counted(math, user))


def test_before_thirty_results_there_is_no_record(math, people, hold):
    hold(29)
    assert [(one.counted, one.record) for one in kinds(math, people.owner)] == [(29, None)] * 3


def test_from_thirty_on_it_is_told_for_all_the_version_and_the_class(math, people, hold, classroom):
    hold(30)
    everything, version, of_class = kinds(math, people.owner)
    assert (version.version, of_class.classroom) == (math.versions.get(), classroom)
    assert everything.record == version.record == of_class.record
    assert [one.level for one in everything.record.inside] == [80, 90]
    assert everything.record.inside[0].share.mean == pytest.approx(0.8, abs=0.17)


def test_of_classes_of_others_only_whole_tens_count(math, people, hold, others):
    hold(30)
    for students, of_all in ((9, 30), (1, 40), (5, 40)):
        hold(students, of=others)
        assert kinds(math, people.owner)[0].counted == of_all
    assert kinds(math, people.admin)[0].counted == 45


def test_a_class_of_others_is_no_line_of_its_own(math, people, hold, others, classroom):
    hold(10, of=others)
    hold(1)
    assert [one.classroom for one in kinds(math, people.owner)] == [None, None, classroom]


def test_versions_are_told_apart_and_tens_are_of_one_version(math, people, hold, others):
    hold(9, of=others)
    promotions.promote(new_version(math, shift=3.0), who="a test", why="newer")
    hold(9, of=others)
    assert counted(math, people.owner) == []
    hold(1, of=others)
    assert [match.prediction.model_version.number for match in counted(math, people.owner)] == [2] * 10


def test_beside_a_prediction_stands_its_version_or_where_that_is_new_the_question(math, people, hold):
    hold(30)
    first = hold(1)[0]
    promotions.promote(new_version(math, shift=3.0), who="a test", why="newer")
    newer = hold(1)[0]
    assert kind_of(first, people.owner).version == first.model_version
    told = kind_of(newer, people.owner)
    assert (told.version, told.counted, told.record.results) == (None, 32, 32)


def test_from_thirty_each_students_with_support_and_without_are_two_lines(math, people, hold, note):
    note(hold(30, off=6.0))
    hold(31)
    everything, with_support, without, *_ = kinds(math, people.owner)
    assert (everything.supported, with_support.supported, without.supported) == (None, True, False)
    assert (everything.counted, with_support.counted, without.counted) == (61, 30, 31)
    assert with_support.record.above.mean > without.record.above.mean


@pytest.mark.parametrize(("supported", "others"), [(29, 40), (40, 29), (0, 40)])
def test_where_one_group_is_too_small_neither_is_told(math, people, hold, note, supported, others):
    note(hold(supported))
    hold(others)
    assert {one.supported for one in kinds(math, people.owner)} == {None}


def test_of_classes_of_others_whole_tens_count_of_each_group(math, people, hold, others, note):
    hold(30)
    note(hold(9, of=others))
    hold(9, of=others)
    assert kinds(math, people.owner)[0].counted == 30
    note(hold(1, of=others))
    assert kinds(math, people.owner)[0].counted == 40


def test_support_that_ended_before_the_prediction_counts_as_none(math, people, hold, note):
    note(hold(1))
    row = Support.objects.get()
    days = [timezone.localdate() - dt.timedelta(days=days) for days in (9, 1)]
    signed = support.Signed(by=people.owner, why="last term")
    support.correct(row, replace(support.Said.of(row), from_day=days[0], until_day=days[1]), signed)
    assert [match.supported for match in counted(math, people.owner)] == [False]


def test_chances_are_held_against_results(math, people, hold):
    hold(40, seed=3)
    found = chances_of(math, counted(math, people.owner))
    assert found
    assert all((one.found.rows, one.supported) == (40, None) for one in found)
    assert chances_of(math, counted(math, people.owner)[:29]) == ()


@pytest.mark.parametrize(("supported", "groups"), [(30, {(None, 60), (True, 30), (False, 30)}), (29, {(None, 59)})])
def test_chances_of_students_with_support_stand_apart_as_the_record_does(math, people, hold, note, supported, groups):
    note(hold(supported, seed=1))
    hold(30, seed=2)
    found = chances_of(math, counted(math, people.owner))
    assert {(one.supported, one.found.rows) for one in found} == groups
