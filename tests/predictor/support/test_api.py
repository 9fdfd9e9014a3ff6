"""Support through the API: the same service, the same rights."""

import pytest

from predictor.models import Support

BODY = {"what": "Reading", "by_whom": "Mr Li", "from_day": "2026-09-01", "how_often": "daily", "why": "slow"}


@pytest.fixture
def where(student):
    return f"/api/v1/students/{student.pk}/support/"


@pytest.fixture
def send(api_owner, where):
    def send(**body):
        return api_owner.post(where, body, format="json")

    return send


def test_support_is_noted_and_listed(send, api_colleague, where):
    answer = send(**BODY)
    assert answer.status_code == 201
    (listed,) = api_colleague.get(where).json()["results"]
    assert listed == answer.json()
    assert listed | BODY == listed
    assert (listed["until_day"], listed["replaces"], listed["is_removed"]) == (None, None, False)


def test_an_end_needs_a_day_and_no_reason(send):
    first = send(**BODY).json()["id"]
    answer = send(replaces=first, until_day="2026-10-01").json()
    assert (answer["until_day"], answer["replaces"], answer["what"]) == ("2026-10-01", first, "Reading")


def test_a_correction_needs_a_reason_and_keeps_the_rest(send):
    first = send(**BODY).json()["id"]
    assert send(replaces=first, how_often="weekly").json()["error"]["fields"].keys() == {"why_replaced"}
    answer = send(replaces=first, how_often="weekly", why_replaced="wrong").json()
    assert (answer["how_often"], answer["by_whom"], answer["why_replaced"]) == ("weekly", "Mr Li", "wrong")


def test_a_removal_stays_in_the_history(send, api_owner, where):
    first = send(**BODY).json()["id"]
    assert send(replaces=first, remove=True, why_replaced="mistake").json()["is_removed"]
    assert len(api_owner.get(where).json()["results"]) == 2
    assert api_owner.get(f"{where}?in_force=true").json()["results"] == []


def test_what_was_replaced_meanwhile_is_a_conflict(send):
    first = send(**BODY).json()["id"]
    send(replaces=first, until_day="2026-10-01")
    answer = send(replaces=first, until_day="2026-10-02")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "support_changed")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"what": "Reading"}, "by_whom"),
        (BODY | {"until_day": "2026-08-01"}, "until_day"),
        (BODY | {"until_day": "9999-12-31"}, "until_day"),
        (BODY | {"from_day": "0001-01-01"}, "from_day"),
        (BODY | {"remove": True}, "remove"),
        (BODY | {"replaces": 987654}, "replaces"),
        (BODY | {"often": "daily"}, "often"),
    ],
)
def test_what_is_unclear_is_refused_by_field(send, body, field):
    answer = send(**body)
    assert (answer.status_code, field in answer.json()["error"]["fields"]) == (400, True)
    assert not Support.objects.exists()


def test_a_stranger_neither_reads_nor_writes(api_stranger, where, note):
    note()
    assert api_stranger.get(where).status_code == 404
    assert api_stranger.post(where, BODY, format="json").status_code == 404
