"""Targets through the API: the same rules as on the page."""

import pytest

from predictor.models import Target


@pytest.fixture
def address(student):
    return f"/api/v1/students/{student.pk}/targets/"


def send(client, address, act="set", **more):
    newest = Target.objects.first()
    body = {"task": "math", "act": act, "why": "she asked", "seen": newest.pk if newest else None}
    return client.post(address, body | more, format="json")


def test_a_target_is_set_and_read_with_who_and_why(api_owner, address):
    answer = send(api_owner, address, score=75, locked=True)
    assert answer.status_code == 201
    assert api_owner.get(address).json() == {"results": [answer.json()], "next": None}
    shown = answer.json()
    assert (shown["score"], shown["grade"], shown["locked"], shown["is_newest"]) == (75.0, "", True, True)
    assert (shown["task"], shown["why"], shown["made_by"]) == ("math", "she asked", "owner")


def test_a_grade_is_set_however_it_is_spelled_and_says_where_it_begins(api_owner, address):
    shown = send(api_owner, address, grade="b").json()
    assert (shown["score"], shown["grade"], shown["to_reach"]) == (None, "B", 70.0)


def test_each_act_adds_a_row_and_the_newest_counts(api_owner, address):
    send(api_owner, address, score=75)
    statuses = [send(api_owner, address, act).status_code for act in ("lock", "unlock", "take_back")]
    rows = api_owner.get(address).json()["results"]
    assert statuses == [201, 201, 201]
    assert [(row["score"], row["locked"]) for row in rows] == [(None, False), (75, False), (75, True), (75, False)]
    assert [row["is_newest"] for row in rows] == [True, False, False, False]


def test_the_chance_is_that_of_the_newest_prediction(api_owner, address, predict):
    prediction = predict()
    score = round(prediction.value)
    for one in (score - 5, score):
        shown = send(api_owner, address, score=one).json()
    assert shown["prediction"] == prediction.pk
    assert shown["chance"] == pytest.approx(0.5, abs=0.1)
    older = api_owner.get(address).json()["results"][1]
    assert (older["chance"], older["prediction"]) == (None, None)


def test_without_a_prediction_no_chance_is_told(api_owner, address):
    shown = send(api_owner, address, score=75).json()
    assert (shown["chance"], shown["prediction"], shown["to_reach"]) == (None, None, 75.0)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, "score"),
        ({"score": 75, "grade": "B"}, "score"),
        ({"score": 101}, "score"),
        ({"score": "75"}, "score"),
        ({"grade": "Z"}, "grade"),
        ({"score": 75, "locked": "yes"}, "locked"),
        ({"score": 75, "why": " "}, "why"),
        ({"score": 75, "seen": "1"}, "seen"),
        ({"score": 75, "task": "hsb-math"}, "task"),
        ({"act": "lift"}, "act"),
        ({"act": "lock", "score": 75}, "score"),
        ({"score": 75, "colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_stored(api_owner, address, change, field):
    answer = send(api_owner, address, **change)
    assert (answer.status_code, answer.json()["error"]["fields"].keys()) == (400, {field})
    assert not Target.objects.exists()


def test_a_colleague_cannot_change_what_is_locked_and_is_told_who_did(api_owner, api_colleague, address):
    send(api_owner, address, score=75, locked=True)
    for act, more in (("set", {"score": 80}), ("unlock", {}), ("take_back", {})):
        answer = send(api_colleague, address, act, **more)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "target_locked")
    assert "locked by owner on" in answer.json()["error"]["message"]
    assert Target.objects.count() == 1


def test_an_admin_unlocks_it(api_owner, client_of, people, address):
    send(api_owner, address, score=75, locked=True)
    assert send(client_of(people.admin), address, "unlock").status_code == 201


def test_who_saw_another_row_is_told_so(api_owner, address):
    send(api_owner, address, score=75)
    answer = send(api_owner, address, score=80, seen=None)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "target_changed")


def test_what_cannot_be_done_to_what_is_there_is_refused(api_owner, address):
    answer = send(api_owner, address, "unlock")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "target_unchanged")
    assert "Set one first" in answer.json()["error"]["message"]


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_a_stranger_neither_reads_nor_sets_targets(who, status, people, client_of, address):
    client = client_of(getattr(people, who))
    assert client.get(address).status_code == status
    assert send(client, address, score=75).status_code == (404 if status == 404 else 201)


def test_rows_are_found_by_task_and_by_whether_they_count(api_owner, address, aim, math):
    reading = math.schema_version.tasks.get(slug="reading")
    aim(70.0)
    aim(75.0)
    aim(60.0, task=reading)
    for query, scores in (("task=reading", [60]), ("is_newest=true", [60, 75]), ("is_newest=false", [70])):
        assert [row["score"] for row in api_owner.get(f"{address}?{query}").json()["results"]] == scores


def test_pages_follow_each_other(api_owner, address, aim):
    for score in (60.0, 70.0, 80.0):
        aim(score)
    first = api_owner.get(f"{address}?limit=2").json()
    second = api_owner.get(first["next"]).json()
    assert [row["score"] for row in first["results"] + second["results"]] == [80, 70, 60]


@pytest.mark.parametrize("rows", [1, 20])
def test_a_list_costs_the_same_queries_however_long_it_is(rows, api_owner, address, aim, django_assert_max_num_queries):
    for score in range(rows):
        aim(float(score))
    with django_assert_max_num_queries(8):
        assert len(api_owner.get(address).json()["results"]) == rows
