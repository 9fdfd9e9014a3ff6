"""Choices that are codes: the API takes them as numbers too, pages show what the schema calls them."""

import pytest
from django.urls import reverse
from factories import live_task

from mlcore.datasets import schemas
from mlcore.pipeline.schema import Schema
from predictor.models import Classroom, Prediction, Student

pytestmark = pytest.mark.django_db
MEAL = {"slug": "meal", "label": "Meal", "kind": "category", "choices": ["1", "0"]} | {
    "choice_labels": {"1": "Free meal", "0": "Pays"},
    "spellings": {"1": ["Y"], "0": ["N"]},
    "unknown": ["9"],
}
SCORE = {"slug": "result", "label": "Result", "kind": "number", "minimum": 0, "maximum": 100}
TASK = {"slug": "guess", "label": "Guess", "target": "result", "inputs": ["meal"]}
CODES = {"name": "codes", "version": 1, "label": "Codes", "field": [MEAL, SCORE], "task": [TASK]}


@pytest.fixture
def coded(people):
    schema_version = schemas.register(Schema.from_dict(CODES))
    live_task("guess", "codes")
    classroom = Classroom.objects.create(name="7C", schema_version=schema_version)
    classroom.teachers.add(people.owner)
    return Student.objects.create(reference="c1", name="Kim", classroom=classroom, known={"meal": "0"})


@pytest.fixture
def ask(api_owner, coded):
    def _ask(meal):
        given = {"task": "guess", "student": coded.pk, "answers": {"meal": meal}}
        return api_owner.post(reverse("api-predictions"), given, format="json")

    return _ask


@pytest.mark.parametrize(("given", "stored"), [(0, "0"), (0.0, "0"), (1, "1"), ("N", "0"), ("Pays", "0"), (9, None)])
def test_the_api_takes_the_number_of_a_code_and_what_the_schema_names(ask, given, stored):
    assert ask(given).status_code == 201
    assert Prediction.objects.get().submission.answers == {"meal": stored}


@pytest.mark.parametrize("given", [2, 0.5, True, "00", "P\u0430ys"])
def test_what_is_no_code_is_refused_with_the_choices_and_their_labels(ask, given):
    answer = ask(given)
    assert (answer.status_code, Prediction.objects.count()) == (400, 0)
    assert "expected one of: 1 (Free meal), 0 (Pays)" in str(answer.json())


def test_a_form_and_a_prediction_show_the_label_of_a_choice(client, owner, coded, ask):
    made = ask(0).json()["id"]
    form = owner.get(reverse("predict", args=[coded.pk, "guess"])).content.decode()
    assert '<option value="0" selected>Pays</option>' in form
    assert "Pays" in owner.get(reverse("prediction", args=[made])).content.decode()


def test_the_api_lists_the_labels_of_choices_beside_them(api_owner, coded):
    (meal,) = api_owner.get(reverse("api-task", args=["guess"])).json()["fields"]
    assert (meal["choices"], meal["choice_labels"]) == (["1", "0"], {"1": "Free meal", "0": "Pays"})
