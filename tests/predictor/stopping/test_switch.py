"""Turning the switch: the page, the API and the command; admins only."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from mlcore import stopping
from mlcore.models import PredictingChange

WHERE = "/api/v1/predicting/"


def test_an_admin_stops_it_on_the_page_and_lets_it_begin_again(admin, math):
    page = reverse("stopping")
    admin.post(page, {"stops": "on", "why": "A wrong column."})
    assert stopping.current().why == "A wrong column."
    admin.post(page, {"why": "It is mended."})
    assert [(row.who, row.is_stop) for row in PredictingChange.objects.all()] == [("admin", False), ("admin", True)]


def test_a_reason_is_needed(admin, math):
    assert "required" in admin.post(reverse("stopping"), {"stops": "on", "why": " "}).text
    assert not PredictingChange.objects.exists()


def test_a_page_that_is_out_of_date_turns_nothing(admin, stopped):
    told = admin.post(reverse("stopping"), {"stops": "on", "why": "Me too."}).text
    assert "Nothing was changed" in told
    assert PredictingChange.objects.count() == 1


def test_only_the_reason_of_a_stop_is_said_to_be_read_by_everybody(admin, math, stop):
    assert "Everybody who is logged in reads this sentence" in admin.get(reverse("stopping")).text
    stop()
    assert "Everybody who is logged in reads this sentence" not in admin.get(reverse("stopping")).text


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger"])
def test_nobody_else_turns_it(who, as_user, people, math, client_of):
    person = getattr(people, who)
    assert as_user(person).get(reverse("stopping")).status_code == 403
    assert as_user(person).post(reverse("stopping"), {"stops": "on", "why": "I can"}).status_code == 403
    assert client_of(person).post(WHERE, {"is_stopped": True, "why": "I can"}).status_code == 403
    assert not PredictingChange.objects.exists()


def test_the_api_stops_it_and_tells_everybody(api_admin, api_stranger, math):
    body = {"is_stopped": True, "why": "A wrong column."}
    assert api_admin.post(WHERE, body).json()["why"] == "A wrong column."
    told = api_stranger.get(WHERE).json()
    assert (told["is_stopped"], told["who"], told["why"]) == (True, "admin", "A wrong column.")


def test_the_api_refuses_to_stop_it_twice(api_admin, stopped):
    answer = api_admin.post(WHERE, {"is_stopped": True, "why": "Again"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_turned")


def test_the_api_lists_every_turn_to_admins(api_admin, api_owner, stopped):
    assert [row["who"] for row in api_admin.get(f"{WHERE}changes/").json()["results"]] == ["head of school"]
    assert api_owner.get(f"{WHERE}changes/").status_code == 403


def test_the_command_turns_it_both_ways(db):
    call_command("stop_predicting", "A wrong column.")
    assert stopping.current().why == "A wrong column."
    call_command("stop_predicting", "--resume", "It is mended.")
    assert stopping.current() is None


def test_the_command_needs_a_reason_and_says_what_is_so_already(db):
    with pytest.raises(CommandError):
        call_command("stop_predicting", " ")
    with pytest.raises(CommandError, match="not stopped"):
        call_command("stop_predicting", "--resume", "why not")
