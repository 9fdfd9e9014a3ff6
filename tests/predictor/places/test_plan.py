"""Who is considered for a few places, and how many are expected below the mark."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from predictor.places.plan import plan_for


def names(people):
    return [person.row.student.name for person in people]


def test_places_for_fewer_than_are_close_are_drawn_among_those_close(asked):
    plan = plan_for(asked(places=2))
    assert (names(plan.surely), names(plan.close), plan.by_lot) == ([], [f"Low {n}" for n in range(4)], 2)


def test_who_is_clearly_ahead_has_a_place_without_a_lot(asked):
    plan = plan_for(asked(places=5))
    assert (names(plan.surely), plan.by_lot) == ([f"Low {n}" for n in range(4)], 1)
    assert names(plan.close) == [f"High {n}" for n in range(4)]


def test_who_has_no_prediction_has_no_place_in_the_order(asked):
    assert [row.student.name for row in plan_for(asked()).without] == ["Amara Osei", "Nobody Yet"]


def test_who_is_only_widely_predicted_is_too_close_to_call(asked, predict, two_groups, answers):
    from predictor.models import Student

    known_little = Student.objects.create(classroom=two_groups, name="Known Little")
    predict(student=known_little, answers=dict.fromkeys(answers))
    assert "Known Little" in names(plan_for(asked(places=5)).close)


def test_whoever_is_added_by_hand_takes_a_place(asked, two_groups):
    by_hand = two_groups.students.get(name="Nobody Yet").pk
    plan = plan_for(asked(places=2), [by_hand])
    assert (plan.by_lot, plan.filled) == (1, 2)


def test_as_many_are_expected_as_the_chances_of_those_with_a_place_add_up_to(asked):
    plan = plan_for(asked(places=4))
    assert plan.group.expected == pytest.approx(sum(person.below for person in plan.surely))
    everybody = (*plan.surely, *plan.close, *plan.behind)
    assert plan.whole.expected == pytest.approx(sum(person.below for person in everybody))


def test_it_takes_as_many_queries_for_more_students(asked, two_groups, predict):
    from predictor.models import Student

    with CaptureQueriesContext(
        connection,
    ) as few:
        plan_for(asked())
    for place in range(5):
        predict(student=Student.objects.create(classroom=two_groups, name=f"Other {place}"))
    with CaptureQueriesContext(connection) as more:
        plan_for(asked())
    assert len(more) == len(few)
