"""Feedback over the API."""

import pytest

from predictor.models import PredictionFeedback

KINDS = PredictionFeedback.Kind.values


@pytest.fixture
def address(prediction):
    return f"/api/v1/predictions/{prediction.pk}/feedback/"


def test_it_is_given_and_read(api_owner, address):
    answer = api_owner.post(address, {"kind": "useful", "note": "Fits."})
    assert answer.status_code == 201
    assert answer.json()["own"]["kind"] == "useful"
    assert api_owner.get(address).json() == answer.json()


def test_notes_of_others_come_without_names(api_owner, api_colleague, api_admin, address):
    api_owner.post(address, {"kind": "know_more", "note": "Ill in May."})
    (note,) = api_colleague.get(address).json()["notes"]
    assert set(note) == {"kind", "note", "made_at"}
    assert api_admin.get(address).json() == {"own": None, "notes": []}


def test_an_unknown_kind_is_refused(api_owner, address):
    answer = api_owner.post(address, {"kind": "great"})
    assert (answer.status_code, set(answer.json()["error"]["fields"])) == (400, {"kind"})


def test_a_stranger_finds_nothing(api_stranger, address):
    assert api_stranger.get(address).status_code == 404
    assert api_stranger.post(address, {"kind": "useful"}).status_code == 404


def test_only_admins_get_counts_and_none_of_few(api_admin, api_owner, prediction, say):
    address = f"/api/v1/model-versions/{prediction.model_version_id}/feedback/"
    say("a")
    assert api_owner.get(address).status_code == 403
    assert api_admin.get(address).json()["counts"] is None
    for who in ("b", "c"):
        say(who)
    assert api_admin.get(address).json()["counts"] == dict.fromkeys(KINDS, 0) | {"useful": 3}
