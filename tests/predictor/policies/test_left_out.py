"""Once a version is live that was trained under a policy, nothing asks for what the policy leaves out."""

import pytest
from django.urls import reverse
from factories import new_version

from mlcore.versions import promotions
from predictor.models import Prediction
from predictor.predicting.reasons import not_used, went_in

pytestmark = pytest.mark.django_db
LEFT_OUT = ("race_ethnicity", "lunch")


@pytest.fixture
def without(math):
    """The live version of a task, trained without two fields."""
    version = new_version(math, left_out=LEFT_OUT)
    promotions.promote(version, who="head of school", why="nobody needs these")
    return version


@pytest.fixture
def fewer(answers):
    return {slug: value for slug, value in answers.items() if slug not in LEFT_OUT}


def test_the_form_does_not_ask_for_it(owner, student, math, without):
    form = owner.get(reverse("predict", args=[student.pk, math.slug])).context["form"]
    assert {f"answer-{slug}" for slug in LEFT_OUT}.isdisjoint(form.fields)
    assert set(LEFT_OUT).isdisjoint(form.fields)


def test_the_api_names_no_such_field(api_owner, math, without):
    fields = api_owner.get(f"/api/v1/tasks/{math.slug}/").json()["fields"]
    assert set(LEFT_OUT).isdisjoint(field["slug"] for field in fields)


def test_the_api_refuses_an_answer_to_it(api_owner, student, math, without, answers):
    sent = {"task": math.slug, "student": student.pk, "answers": answers}
    found = api_owner.post("/api/v1/predictions/", sent)
    assert found.status_code == 400
    assert "is not an input of this task" in found.text
    assert not Prediction.objects.exists()


def test_a_prediction_is_made_and_shown_without_it(predict, fewer, without, owner):
    prediction = predict(answers=fewer)
    assert set(prediction.submission.answers) == set(fewer)
    assert [entered.field.slug for entered in went_in(prediction)] == list(fewer)
    assert set(LEFT_OUT) <= {field.slug for field in not_used(prediction)}
    assert owner.get(reverse("prediction", args=[prediction.pk])).status_code == 200


def test_the_grid_of_a_class_has_no_column_for_it(owner, classroom, without, student):
    page = owner.get(reverse("classroom-entries", args=[classroom.pk]), {"all": "1"})
    assert not any(f"-{slug}" in page.text for slug in LEFT_OUT)


def test_older_predictions_keep_what_went_into_them(predict, math, answers, fewer):
    before = predict()
    promotions.promote(new_version(math, left_out=LEFT_OUT), who="head", why="nobody needs these")
    assert {entered.field.slug for entered in went_in(Prediction.objects.get(pk=before.pk))} == set(answers)
