"""A hidden field is used for a prediction, and is to whoever may not enter it as if it were not there."""

import math
from unittest.mock import ANY

import pytest
from django.urls import reverse
from marked_fields import HIDDEN, NUMBER

from predictor.models import Prediction

pytestmark = pytest.mark.django_db
KNOWN = {"zzhidlunch": "zzhidplain", "zzhidcount": NUMBER}


@pytest.fixture
def shown(answers):
    return {slug: value for slug, value in answers.items() if slug not in HIDDEN}


def test_the_page_predicts_with_what_is_stored_of_them(hidden, owner, school, shown):
    sent = {f"answer-{slug}": value for slug, value in shown.items()}
    owner.post(reverse("predict", args=[school.student.pk, "math"]), sent)
    newest = Prediction.objects.latest("pk")
    assert newest.submission.answers == {**shown, **KNOWN}


def test_the_api_predicts_with_what_is_stored_of_them(hidden, api_owner, school, shown):
    body = {"task": "math", "answers": shown, "student": school.student.pk}
    given = api_owner.post("/api/v1/predictions/", body, format="json")
    assert given.status_code == 201
    assert Prediction.objects.get(pk=given.json()["id"]).submission.answers == {**shown, **KNOWN}


def test_the_same_value_comes_as_for_whoever_sees_them(hidden, api_owner, api_admin, school, shown, answers):
    about = {"task": "math", "student": school.student.pk}
    teacher = api_owner.post("/api/v1/predictions/", about | {"answers": shown}, format="json").json()
    admin = api_admin.post("/api/v1/predictions/", about | {"answers": answers}, format="json").json()
    assert (teacher["value"], teacher["ranges"]) == (admin["value"], admin["ranges"])


@pytest.mark.parametrize("slug", HIDDEN)
def test_whoever_names_one_is_told_what_an_unknown_name_is(hidden, api_owner, school, shown, slug):
    def told(name):
        body = {"task": "math", "answers": shown | {name: "anything"}}
        answer = api_owner.post("/api/v1/predictions/", body, format="json")
        return answer.status_code, str(answer.json()["error"]["fields"]).replace(name, "NAME")

    assert told(slug) == (400, ANY)
    assert told(slug) == told("zzhidnothing")


@pytest.mark.parametrize("value", ["zzhidfree", "nonsense", None])
def test_a_teacher_cannot_write_one_about_a_student(hidden, api_owner, school, value):
    where = f"/api/v1/students/{school.student.pk}/"
    assert api_owner.patch(where, {"known": {"zzhidlunch": value}}, format="json").status_code == 400
    school.student.refresh_from_db()
    assert school.student.known["zzhidlunch"] == "zzhidplain"


@pytest.mark.parametrize("fields", ["known", "known,classroom"])
def test_a_list_that_is_asked_for_what_is_known_leaves_them_out(hidden, api_owner, api_admin, school, fields):
    def known(client):
        rows = client.get(f"/api/v1/students/?fields={fields}").json()["results"]
        return {slug for row in rows for slug in row["known"]}

    assert KNOWN.keys() & known(api_admin) == KNOWN.keys()
    assert KNOWN.keys() & known(api_owner) == set()


def test_what_is_stored_of_them_outlives_a_form_without_them(hidden, owner, school):
    owner.post(reverse("student-edit", args=[school.student.pk]), {"name": "Amara O.", "answer-gender": "male"})
    school.student.refresh_from_db()
    assert (school.student.name, school.student.known["gender"]) == ("Amara O.", "male")
    assert KNOWN.items() <= school.student.known.items()


def test_contributions_and_other_entries_add_up(hidden, api_owner, api_admin, school):
    where = f"/api/v1/predictions/{school.prediction.pk}/explanation/"
    teacher, admin = api_owner.get(where).json(), api_admin.get(where).json()
    hidden_ones = math.fsum(admin["contributions"][slug] for slug in HIDDEN)
    assert teacher["other_entries"] == pytest.approx(hidden_ones, abs=1e-9)
    together = math.fsum([*teacher["contributions"].values(), teacher["other_entries"]])
    assert together == pytest.approx(school.prediction.value - teacher["reference"], abs=1e-9)
    assert admin["other_entries"] is None


def test_what_if_keeps_them_as_they_were_entered(hidden, api_owner, api_admin, school):
    where = f"/api/v1/predictions/{school.prediction.pk}/what-if/"
    asked = {"answers": {"test_preparation": "completed"}}
    teacher, admin = (client.post(where, asked, format="json").json() for client in (api_owner, api_admin))
    assert teacher["after"]["value"] == admin["after"]["value"]


def test_what_if_does_not_try_one_out(hidden, api_owner, school):
    where = f"/api/v1/predictions/{school.prediction.pk}/what-if/"
    assert api_owner.post(where, {"answers": {"zzhidcount": 3}}, format="json").status_code == 400


def test_the_page_says_that_more_went_in_than_it_shows(hidden, owner, admin, school):
    where = reverse("prediction", args=[school.prediction.pk])
    teacher, all_of_it = (" ".join(client.get(where).text.split()) for client in (owner, admin))
    assert "2 entries that are not shown to you went in as well" in teacher
    assert "not shown to you" not in all_of_it


def spoil(student):
    """What is stored of a hidden field no longer fits the schema."""
    student.known["zzhidlunch"] = "a choice of an older schema"
    student.save()


def test_a_hidden_value_that_no_longer_fits_counts_as_not_known(hidden, owner, school, shown):
    spoil(school.student)
    sent = {f"answer-{slug}": value for slug, value in shown.items()}
    owner.post(reverse("predict", args=[school.student.pk, "math"]), sent)
    assert Prediction.objects.latest("pk").submission.answers == {**shown, "zzhidlunch": None, "zzhidcount": NUMBER}


def test_a_class_is_predicted_without_it_too(hidden, api_owner, api_admin, school):
    spoil(school.student)
    where = f"/api/v1/classrooms/{school.classroom.pk}/predictions/"
    refused = api_admin.post(where, {"task": "math"}, format="json").json()["tasks"][0]["not_predicted"]
    assert [one["student"] for one in refused if "Zzhidlunch" in one["reason"]] == [school.student.pk]
    made = api_owner.post(where, {"task": "math"}, format="json").json()["tasks"][0]
    assert school.student.pk in [one["student"] for one in made["predictions"]]
    assert "zzhid" not in str(made).lower()


@pytest.mark.parametrize("name", ["model-card", "model-matters"])
def test_card_and_importance_say_how_many_fields_are_not_shown(hidden, owner, admin, school, name):
    where = reverse(name, args=[school.version.pk if name == "model-card" else "math"])
    told = "The model uses 2 more fields, which your role does not see."
    assert told in owner.get(where).text
    assert told not in admin.get(where).text
