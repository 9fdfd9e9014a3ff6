"""Noting an objection and taking it back: who may, what is kept, what is refused."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from predictor.classes.work import save_student
from predictor.models import Objection, Student
from predictor.problems import ObjectionStays


def where(student):
    return reverse("objection", args=[student.pk])


def address(student):
    return f"/api/v1/students/{student.pk}/objection/"


@pytest.mark.parametrize("who", ["owner", "colleague", "admin"])
def test_whoever_may_change_the_student_notes_it_and_takes_it_back(who, as_user, people, student):
    client = as_user(getattr(people, who))
    client.post(where(student), {"objects": "on", "why": "Asked by the family"})
    assert Student.objects.get().objected_at is not None
    client.post(where(student), {"why": "They wrote again"})
    assert Student.objects.get().objected_at is None
    assert [(row.objects_now, row.made_by.username) for row in Objection.objects.all()] == [(False, who), (True, who)]


def test_a_stranger_finds_neither_page_nor_address(as_user, people, student, api_stranger):
    stranger = as_user(people.stranger)
    assert stranger.get(where(student)).status_code == 404
    assert stranger.post(where(student), {"objects": "on", "why": "x"}).status_code == 404
    assert api_stranger.get(address(student)).status_code == 404
    assert api_stranger.post(address(student), {"objects": True, "why": "x"}).status_code == 404
    assert not Objection.objects.exists()


def test_a_reason_is_needed(owner, api_owner, student):
    assert "required" in owner.post(where(student), {"objects": "on"}).text
    assert "why" in api_owner.post(address(student), {"objects": True}).json()["error"]["fields"]
    assert not Objection.objects.exists()


def test_noted_twice_it_stays(objecting, owner, api_owner, objects):
    assert "noted already" in owner.post(where(objecting), {"objects": "on", "why": "x"}).text
    answer = api_owner.post(address(objecting), {"objects": True, "why": "x"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "objection_stays")
    with pytest.raises(ObjectionStays):
        objects(objecting)
    assert Objection.objects.count() == 1


def test_the_api_tells_how_it_stands(api_owner, student):
    assert api_owner.post(address(student), {"objects": True, "why": "A letter"}).status_code == 200
    told = api_owner.get(address(student)).json()
    assert (told["objects"], [row["why"] for row in told["log"]], told["may_have_learned"]) == (True, ["A letter"], [])
    assert api_owner.get(f"/api/v1/students/{student.pk}/").json()["objected_at"] == told["since"]


def test_it_is_noted_of_an_archived_class_too(student, classroom, objects):
    from predictor.classes.keeping import work as keeping

    keeping.archive(classroom)
    objects(student)
    assert Student.objects.get().objected_at is not None


def test_the_log_is_never_rewritten_and_goes_with_the_student(objecting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.update(why="other")
    objecting.delete()
    assert not Objection.objects.exists()


def test_who_changed_the_student_meanwhile_does_not_take_it_back(student, objects):
    seen = Student.objects.get()
    objects(student)
    save_student(seen, name="Amara O.")
    stored = Student.objects.get()
    assert stored.name == "Amara O."
    assert stored.objected_at is not None
