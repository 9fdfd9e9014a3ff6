"""An estimate is typed with the entries, before the answer, and seen by nobody else."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from factories import new_version

from mlcore.versions import promotions
from predictor.models import OwnEstimate, Prediction, Student
from predictor.problems import EstimateRefused


@pytest.fixture
def form_url(student, math):
    return reverse("predict", args=[student.pk, math.slug])


def sent(answers, estimate=""):
    return {f"answer-{slug}": value for slug, value in answers.items()} | {"own-estimate": estimate}


def test_it_is_optional(owner, form_url, answers):
    assert owner.post(form_url, sent(answers)).status_code == 302
    assert not OwnEstimate.objects.exists()


def test_it_is_stored_with_the_submission_and_is_no_input(owner, form_url, answers, people):
    owner.post(form_url, sent(answers, "62.5"))
    stored, prediction = OwnEstimate.objects.get(), Prediction.objects.get()
    assert (stored.value, stored.made_by, stored.after_answer) == (62.5, people.owner, False)
    assert stored.submission_id == prediction.submission_id
    assert prediction.submission.answers == answers


def test_it_is_held_to_the_bounds_of_the_target(owner, form_url, answers):
    page = owner.post(form_url, sent(answers, "101"))
    assert "expected a number from 0 to 100" in page.text
    assert 'href="#id_own-estimate"' in page.text
    assert not Prediction.objects.exists()


def test_it_does_not_count_where_the_same_entries_were_answered_before(expect, predict):
    predict()
    expect(62.0)
    assert OwnEstimate.objects.get().after_answer


def test_also_where_a_colleague_asked_or_another_model_answered(expect, predict, people, math):
    predict(made_by=people.colleague)
    promotions.promote(new_version(math, shift=3.0), who="a test", why="newer")
    expect(62.0)
    assert OwnEstimate.objects.get().after_answer


def test_it_counts_with_other_entries_or_of_another_student(expect, predict, answers, classroom):
    predict(answers=answers | dict.fromkeys(list(answers)[-1:]))
    predict(student=Student.objects.create(classroom=classroom, name="Bo"))
    expect(62.0)
    assert not OwnEstimate.objects.get().after_answer


def test_without_a_student_it_is_refused_and_nothing_stored(expect):
    with pytest.raises(EstimateRefused, match="name one"):
        expect(62.0, about=None)
    assert not Prediction.objects.exists()


@pytest.mark.parametrize(("who", "sees"), [("owner", True), ("colleague", False), ("admin", False)])
def test_only_whoever_typed_it_sees_it_beside_the_prediction(who, sees, as_user, people, expect):
    where = reverse("prediction", args=[expect(61.5).pk])
    assert ("Your own estimate: 61.5" in as_user(getattr(people, who)).get(where).text) is sees


def test_djangos_admin_does_not_know_the_table(admin):
    from django.contrib import admin as site

    registered = {model.__name__ for model in site.site._registry}
    assert OwnEstimate.__name__ not in registered


def test_it_is_never_rewritten_and_goes_with_the_student(expect, student):
    expect(62.0)
    with pytest.raises(DatabaseError, match="history"), transaction.atomic():
        OwnEstimate.objects.update(value=1.0)
    student.delete()
    assert not OwnEstimate.objects.exists()


def test_the_api_takes_it_with_the_prediction(api_owner, answers, student):
    body = {"task": "math", "answers": answers, "student": student.pk, "own_estimate": 62}
    given = api_owner.post("/api/v1/predictions/", body)
    assert given.status_code == 201
    assert "own_estimate" not in given.json()
    assert OwnEstimate.objects.get().value == 62.0


@pytest.mark.parametrize("wrong", [101, -1, "62", True])
def test_the_api_names_what_is_wrong_with_it(api_owner, answers, student, wrong):
    body = {"task": "math", "answers": answers, "student": student.pk, "own_estimate": wrong}
    given = api_owner.post("/api/v1/predictions/", body)
    assert (given.status_code, set(given.json()["error"]["fields"])) == (400, {"own_estimate"})
