"""The switch of the weekly summary over the API: one's own, and only that."""

from predictor.models import SummaryWanted

WHERE = "/api/v1/weekly-summary/"


def test_it_is_switched_on_and_off(api_owner, people):
    assert api_owner.get(WHERE).json() == {"is_on": False, "has_address": False, "last_sent": None}
    assert api_owner.put(WHERE, {"is_on": True}, format="json").json()["is_on"] is True
    assert list(SummaryWanted.objects.values_list("account", flat=True)) == [people.owner.pk]
    assert api_owner.put(WHERE, {"is_on": False}, format="json").json()["is_on"] is False
    assert not SummaryWanted.objects.exists()


def test_nobody_switches_that_of_somebody_else(api_owner, api_colleague):
    api_owner.put(WHERE, {"is_on": True}, format="json")
    assert api_colleague.get(WHERE).json()["is_on"] is False
    api_colleague.put(WHERE, {"is_on": False}, format="json")
    assert api_owner.get(WHERE).json()["is_on"] is True


def test_what_is_no_switch_is_refused(api_owner):
    for body in ({}, {"is_on": "perhaps"}, {"is_on": True, "account": 3}):
        assert api_owner.put(WHERE, body, format="json").status_code == 400
    assert not SummaryWanted.objects.exists()


def test_without_a_token_there_is_no_answer(client, db):
    assert client.get(WHERE).status_code == 401
