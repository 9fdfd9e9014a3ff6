"""The page of the track record, and the same for programs."""

import pytest
from django.urls import reverse

RECORD = "/api/v1/track-record/"


def test_it_says_how_good_predictions_were_and_what_the_watch_says(owner, hold):
    hold(40)
    shown = owner.get(reverse("track-record")).text
    assert "Nothing unusual in 40 results." in shown
    assert "Class 8a" in shown
    assert "Whether chances came true" in shown


def test_before_that_it_says_how_many_results_it_takes(owner, hold):
    hold(3)
    assert "Not yet checked at your school: 3 results so far" in owner.get(reverse("track-record")).text


def test_an_alarm_says_what_to_do(owner, hold):
    hold(25, off=15)
    shown = owner.get(reverse("track-record")).text
    assert "no longer hold: results lie higher than ranges say" in shown
    assert "train the task again" in shown


def test_a_strangers_page_names_no_class_of_others(teacher, hold):
    hold(40)
    shown = teacher.get(reverse("track-record")).text
    assert "Class 8a" not in shown
    assert "Model version 1" in shown


def test_programs_read_the_same(api_owner, hold, classroom, math):
    hold(40)
    (found,) = api_owner.get(RECORD).json()["results"]
    everything, version, of_class = found["kinds"]
    assert (found["task"], found["fewest"], found["watch"]) == (
        "math",
        30,
        {"results": 40, "alarm": None, "side": None},
    )
    assert (version["model_version"], of_class["classroom"]) == (math.versions.get().pk, classroom.pk)
    assert [one["level"] for one in everything["inside"]] == [80, 90]
    assert everything["error"]["low"] < everything["error"]["mean"] < everything["error"]["high"]
    assert found["chances"]


@pytest.mark.parametrize(("query", "count"), [("task=math", 1), ("task=nothing", 0)])
def test_programs_ask_of_one_task(api_owner, math, classroom, query, count):
    assert len(api_owner.get(f"{RECORD}?{query}").json()["results"]) == count


def test_both_groups_stand_there_with_what_they_cannot_show(owner, api_owner, hold, note):
    note(hold(30))
    hold(30)
    shown = owner.get(reverse("track-record")).text
    assert "Students without support" in shown
    assert "cannot show whether support worked" in shown
    (record,) = api_owner.get(RECORD).json()["results"]
    assert [(kind["supported"], kind["results"]) for kind in record["kinds"][:3]] == [
        (None, 60),
        (True, 30),
        (False, 30),
    ]
    assert {one["supported"] for one in record["chances"]} == {None, True, False}
    assert "Students with support. " in shown
