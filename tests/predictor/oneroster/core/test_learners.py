"""Who learns and teaches where, as enrolments tell it."""

import datetime as dt
from dataclasses import replace

import pytest

from mlcore.pipeline.files.oneroster.records import Enrolment, Person, Roster
from predictor.oneroster.core.learners import places, teachers

TODAY = dt.date(2026, 11, 26)
ANN = Person(
    id="s1",
    line=2,
    given_name="Ann",
    family_name="Abel",
    username="",
    email="",
    identifier="",
    orgs=(),
    enabled=True,
)


def enrolment(identity="e1", **changes):
    about = {"id": identity, "line": 2, "school_class": "c1", "person": "s1", "role": "student"}
    return Enrolment(**about | changes)


def roster(*enrolments, **tables):
    return Roster(version="1.1", modes={}, enrolments={one.id: one for one in enrolments}, **tables)


@pytest.mark.parametrize(
    ("changes", "is_over"),
    [({}, False), ({"deleted": True}, True), ({"end": TODAY}, False), ({"end": TODAY - dt.timedelta(1)}, True)],
)
def test_a_place_is_over_where_it_was_deleted_or_its_last_day_has_passed(changes, is_over):
    assert places(roster(enrolment(**changes)), TODAY)["c1"]["s1"].is_over is is_over


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_places_in_one_class_one_that_goes_on_counts(order):
    both = [enrolment("e1", deleted=True), enrolment("e2")][::order]
    assert not places(roster(*both), TODAY)["c1"]["s1"].is_over


def test_who_is_deleted_has_no_place_any_more():
    gone = replace(ANN, deleted=True)
    assert places(roster(enrolment(), students={"s1": gone}), TODAY)["c1"]["s1"].is_over


@pytest.mark.parametrize("changes", [{"person": ""}, {"school_class": ""}, {"role": "proctor"}])
def test_what_says_not_who_learns_where_is_no_place(changes):
    assert not places(roster(enrolment(**changes)), TODAY)


def test_a_teacher_has_each_class_once_and_none_that_is_over():
    told = [enrolment("e1"), enrolment("e2"), enrolment("e3", school_class="c2", deleted=True)]
    assert teachers(roster(*(replace(one, role="teacher") for one in told)), TODAY) == {"s1": ("c1",)}
