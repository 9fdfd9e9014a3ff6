"""Results through the API: the same rules as by form."""

import pytest
from held_predictions import came

from predictor.models import Outcome


@pytest.fixture
def address(student):
    return f"/api/v1/students/{student.pk}/results/"


def send(client, address, **body):
    return client.post(address, body, format="json")


def test_a_result_is_recorded_and_read(api_owner, address):
    answer = send(api_owner, address, field="math_score", value=61, day="2026-06-30")
    assert answer.status_code == 201
    assert api_owner.get(address).json() == {"results": [answer.json()], "next": None}
    shown = answer.json()
    assert (shown["value"], shown["day"], shown["replaces"], shown["made_by"]) == (61.0, "2026-06-30", None, "owner")


def test_a_correction_names_its_row_and_keeps_it(api_owner, address):
    first = send(api_owner, address, field="math_score", value=16, day="2026-06-30").json()
    second = send(api_owner, address, value=61, replaces=first["id"], why="figures swapped").json()
    assert (second["replaces"], second["day"], second["why"]) == (first["id"], "2026-06-30", "figures swapped")
    assert [row["value"] for row in api_owner.get(address).json()["results"]] == [61.0, 16.0]
    again = send(api_owner, address, value=62, replaces=first["id"], why="again")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "result_changed")


def test_a_second_result_of_a_day_is_a_conflict(api_owner, address):
    send(api_owner, address, field="math_score", value=16, day="2026-06-30")
    answer = send(api_owner, address, field="math_score", value=61, day="2026-06-30")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "result_there")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"field": "math_score", "value": 161}, "value"),
        ({"field": "gender", "value": 61}, "field"),
        ({"value": 61}, "field"),
        ({"field": "math_score", "value": 61, "day": "2999-01-01"}, "day"),
        ({"field": "math_score", "value": 61, "day": "0001-01-01"}, "day"),
        ({"value": 61, "replaces": 987654, "why": "x"}, "replaces"),
    ],
)
def test_what_is_no_result_names_the_entry_to_mend(api_owner, address, body, field):
    answer = send(api_owner, address, **body)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, [field])
    assert not Outcome.objects.exists()


def test_a_correction_needs_a_reason(api_owner, address, student, math, people):
    row = came(student, math, 16, people.owner, days=-1)
    answer = send(api_owner, address, value=61, replaces=row.pk)
    assert list(answer.json()["error"]["fields"]) == ["why"]


def test_a_stranger_records_nothing(api_stranger, address):
    assert send(api_stranger, address, field="math_score", value=61).status_code == 404
    assert not Outcome.objects.exists()


def test_a_prediction_tells_its_result(api_owner, api_predicted, student, math, people):
    where = f"/api/v1/predictions/{api_predicted['id']}/"
    assert api_owner.get(where).json()["result"] is None
    row = came(student, math, 61, people.owner)
    assert api_owner.get(where).json()["result"] == {"value": 61.0, "day": row.day.isoformat()}
