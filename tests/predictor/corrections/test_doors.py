"""Requests to correct an entry on pages, in files and over the API."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from predictor.corrections import work
from predictor.models import Classroom, Correction, Submission

WHERE = "/api/v1/corrections/"


def page_of(student):
    return f"{reverse('corrections', args=[student.pk])}?field=reading_score"


def form(**changes):
    said = {"answer-reading_score": "80", "asked_by": "family", "said": "It was 80."}
    return said | {"due": (timezone.localdate() + dt.timedelta(days=9)).isoformat()} | changes


@pytest.mark.parametrize("who", ["owner", "colleague", "admin"])
def test_whoever_may_change_the_student_notes_and_decides_it(who, as_user, people, student, enter):
    enter()
    client = as_user(getattr(people, who))
    client.post(page_of(student), form())
    row = Correction.objects.get()
    assert "It was 80." in client.get(reverse("waiting-corrections")).text
    client.post(reverse("correction", args=[row.pk]), {"why": "Seen on paper"})
    assert Correction.objects.get().state == Correction.State.DONE


def test_a_stranger_finds_nothing(as_user, people, student, ask, api_stranger):
    stranger, row = as_user(people.stranger), ask()
    for address in (page_of(student), reverse("correction", args=[row.pk])):
        assert stranger.get(address).status_code == stranger.post(address, form()).status_code == 404
    assert "Amara" not in stranger.get(reverse("waiting-corrections")).text
    assert api_stranger.get(WHERE).json()["results"] == []
    assert api_stranger.get(f"{WHERE}{row.pk}/").status_code == 404
    assert api_stranger.post(f"{WHERE}{row.pk}/decision/", {"carry_out": True}).status_code == 404
    assert Correction.objects.get().is_open


def test_what_cannot_be_right_is_said_beside_the_field(owner, student, enter):
    enter()
    assert "from 0 to 100" in owner.post(page_of(student), form(**{"answer-reading_score": "900"})).text
    assert not Correction.objects.exists()


def test_a_refusal_without_a_reason_is_sent_back(owner, ask):
    row = ask()
    assert "Say why" in owner.post(reverse("correction", args=[row.pk]), {"refuses": "on"}).text
    owner.post(reverse("correction", args=[row.pk]), {"refuses": "on", "why": "It is right."})
    assert Correction.objects.get().state == Correction.State.REFUSED


def test_home_and_list_tell_what_is_overdue(owner, as_user, people, ask):
    ask(due=timezone.localdate() - dt.timedelta(days=1))
    assert "1 of them overdue" in " ".join(owner.get(reverse("home")).text.split())
    assert "overdue" in owner.get(reverse("waiting-corrections")).text
    assert "request to correct" not in as_user(people.stranger).get(reverse("home")).text


def test_what_is_first_due_stands_first(owner, ask, student):
    ask()
    ask("free/reduced", field="lunch", due=timezone.localdate())
    page = owner.get(reverse("waiting-corrections")).text
    assert page.index("Lunch") < page.index("Reading")


def test_the_mark_stands_on_the_page_in_the_history_and_in_its_file(owner, people, enter, ask):
    old = enter()
    work.carry_out(ask(), by=people.owner, door=Submission.Door.PAGE)
    told = "Made with an entry that was corrected on"
    assert told in owner.get(reverse("prediction", args=[old.pk])).text
    assert owner.get(reverse("history")).text.count(told) == 1
    lines = b"".join(owner.get(reverse("history-csv"))).decode("utf-8-sig").splitlines()
    assert lines[-1].endswith(f"{timezone.localdate()},reading_score")


def test_the_api_asks_lists_decides_and_marks(api_owner, student, enter):
    old = enter()
    body = {"student": student.pk, "field": "reading_score", "right": 80, "asked_by": "teacher"}
    asked = api_owner.post(WHERE, body).json()
    assert [row["id"] for row in api_owner.get(f"{WHERE}?state=open").json()["results"]] == [asked["id"]]
    done = api_owner.post(f"{WHERE}{asked['id']}/decision/", {"carry_out": True}).json()
    assert (done["marked"], len(done["predictions"]), done["correction"]["state"]) == (1, 1, "done")
    mark = api_owner.get(f"/api/v1/predictions/{old.pk}/").json()["corrected"]
    assert mark == {"entries": ["reading_score"], "on": str(timezone.localdate())}


def test_what_is_predicted_again_came_in_where_it_was_decided(owner, api_owner, enter, ask):
    enter()
    owner.post(reverse("correction", args=[ask().pk]), {"why": "Seen on paper"})
    api_owner.post(f"{WHERE}{ask(90).pk}/decision/", {"carry_out": True})
    doors = Submission.objects.order_by("pk").values_list("door", flat=True)
    assert list(doors) == [Submission.Door.PAGE, Submission.Door.PAGE, Submission.Door.API]


def test_the_api_names_what_is_wrong(api_owner, student, ask):
    body = {"student": student.pk, "field": "reading_score", "right": 900, "asked_by": "teacher"}
    assert "right" in api_owner.post(WHERE, body).json()["error"]["fields"]
    row = ask()
    answer = api_owner.post(f"{WHERE}{row.pk}/decision/", {"carry_out": False})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "correction_stays")
    assert "student" in api_owner.post(WHERE, body | {"student": 99}).json()["error"]["fields"]


def test_a_class_tells_what_is_open_and_overdue_there(owner, classroom, ask):
    address = reverse("classroom", args=[classroom.pk])
    assert "request to correct" not in owner.get(address).text
    ask(due=timezone.localdate() - dt.timedelta(days=1))
    page = " ".join(owner.get(address).text.split())
    assert "1 of them overdue" in page
    assert f"{reverse('waiting-corrections')}?classroom={classroom.pk}" in page


def test_the_list_of_a_class_holds_those_of_its_students_alone(owner, people, classroom, ask):
    ask()
    other = Classroom.objects.create(name="9z", schema_version=classroom.schema_version)
    other.teachers.add(people.owner)
    where = reverse("waiting-corrections")
    assert "It was 80." in owner.get(where, {"classroom": classroom.pk}).text
    assert "It was 80." not in owner.get(where, {"classroom": other.pk}).text
    assert b"It was 80." not in b"".join(owner.get(reverse("waiting-corrections-csv"), {"classroom": other.pk}))


@pytest.mark.parametrize("asked", ["x", "9" * 30, "0"])
def test_a_list_of_no_class_is_not_found(asked, owner, as_user, people, classroom):
    where = reverse("waiting-corrections")
    assert owner.get(where, {"classroom": asked}).status_code == 404
    assert as_user(people.stranger).get(where, {"classroom": classroom.pk}).status_code == 404
