"""A few places over the API: to consider, to draw, and to read until the term ends."""

import pytest
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


def test_a_list_ends_with_its_day(api_owner, where, body):
    api_owner.post(where, body | {"until": str(timezone.localdate())})
    assert len(api_owner.get(where).json()["results"]) == 1
