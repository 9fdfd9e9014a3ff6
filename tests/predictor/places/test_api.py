"""A few places over the API: to consider, to draw, and to read until the term ends."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from predictor.models import GroupDraw


@pytest.fixture
def where(two_groups):
    return f"/api/v1/classrooms/{two_groups.pk}/places/"


@pytest.fixture
def body(math):
    return {"task": math.slug, "places": 2, "mark": 50, "seen": 0}


def test_who_is_considered_is_told_with_what_is_expected(api_owner, where, two_groups):
    found = api_owner.get(f"{where}considered/?task=math&places=5&mark=50").json()
    low = sorted(two_groups.students.filter(name__startswith="Low").values_list("pk", flat=True))
    assert sorted(one["student"] for one in found["surely"]) == low
    assert (len(found["close"]), found["by_lot"], found["told"], len(found["without"])) == (4, 1, 8, 2)
    assert 0 < found["group"]["expected"] < found["classroom"]["expected"]
    assert GroupDraw.objects.count() == 0


def test_a_draw_is_stored_and_told_alike_to_a_colleague(api_owner, api_colleague, where, body):
    made = api_owner.post(where, body)
    assert made.status_code == 201
    assert api_colleague.get(where).json()["results"] == [made.json()]
    assert [one["how"] for one in made.json()["students"]] == ["lot", "lot"]


def test_a_stranger_finds_nothing_and_draws_nothing(api_stranger, where, body):
    assert api_stranger.get(where).status_code == 404
    assert api_stranger.get(f"{where}considered/?task=math&places=5").status_code == 404
    assert api_stranger.post(where, body).status_code == 404
    assert GroupDraw.objects.count() == 0


def test_who_has_not_seen_the_newest_draw_is_refused(api_owner, api_colleague, where, body):
    api_owner.post(where, body)
    answer = api_colleague.post(where, body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "drawn_meanwhile")


@pytest.mark.parametrize(
    "wrong",
    [
        {"mark": 1000},
        {"mark": "fifty"},
        {"task": "nothing"},
        {"places": 0},
        {"until": "2001-01-01"},
        {"until": str(timezone.localdate() + dt.timedelta(days=6))},
        {"seen": None},
        {"by_hand": ["Ada"]},
    ],
)
def test_nonsense_is_refused_and_nothing_is_drawn(api_owner, where, body, wrong):
    assert api_owner.post(where, body | wrong).status_code == 400
    assert GroupDraw.objects.count() == 0


def test_by_hand_over_the_api_is_told_as_by_hand(api_owner, where, body, two_groups):
    student = two_groups.students.get(name="Nobody Yet").pk
    made = api_owner.post(where, body | {"by_hand": [student]}).json()
    assert {"student": student, "how": "hand", "prediction": None, "below": None} in made["students"]


def test_a_week_ahead_is_the_earliest_last_day(api_owner, where, body):
    until = timezone.localdate() + dt.timedelta(days=7)
    assert api_owner.post(where, body | {"until": str(until)}).json()["until"] == str(until)


def test_it_takes_as_many_queries_for_more_draws(api_owner, where, body):
    api_owner.post(where, body)
    with CaptureQueriesContext(connection) as few:
        api_owner.get(where)
    for seen in (1, 2, 3):
        api_owner.post(where, body | {"seen": seen})
    with CaptureQueriesContext(connection) as more:
        assert len(api_owner.get(where).json()["results"]) == 4
    assert len(more) == len(few)
