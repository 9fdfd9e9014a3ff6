"""Asking for predictions and looking them up."""

import random

import pytest

from mlcore.models import ModelVersion
from mlcore.versions import live as versions_live
from predictor.models import Prediction, Submission

ADDRESS = "/api/v1/predictions/"


def ask(client, answers, **more):
    return client.post(ADDRESS, {"task": "math", "answers": answers} | more, format="json")


def refusal(answer):
    assert answer.status_code == 400
    assert not Submission.objects.exists()
    return answer.json()["error"]["fields"]


def test_a_prediction_is_given_and_stored(api_owner, people, student, answers):
    answer = ask(api_owner, answers, student=student.pk)
    given, stored = answer.json(), Prediction.objects.get()
    assert answer.status_code == 201
    assert (given["id"], given["value"], given["student"]) == (stored.pk, stored.value, student.pk)
    assert given["ranges"]["80"] == {"low": stored.low80, "high": stored.high80}
    assert given["ranges"]["90"] == {"low": stored.low90, "high": stored.high90}
    assert (stored.made_by, stored.submission.door) == (people.owner, "api")


def test_the_location_leads_to_the_same_prediction(api_owner, answers):
    answer = ask(api_owner, answers)
    assert api_owner.get(answer["Location"]).json() == answer.json()


def test_the_answer_names_the_version_that_gave_it(api_owner, answers):
    live = ModelVersion.objects.live().get(task__slug="math")
    assert ask(api_owner, answers).json()["model_version"] == {"id": live.pk, "task": "math", "number": live.number}


def test_what_went_in_is_told_with_nothing_for_what_is_not_known(api_owner, answers):
    slug = next(iter(answers))
    answers.pop(slug)
    given = ask(api_owner, answers).json()
    assert given["answers"] == answers | {slug: None}
    assert [(warning["kind"], warning["field"]) for warning in given["warnings"]] == [("missing", slug)]


def test_the_api_gives_the_numbers_of_the_bundle(api_owner, math, answers):
    expected = versions_live.live(math).bundle.predict([answers])[0]
    assert ask(api_owner, answers).json()["value"] == expected.value


def test_two_number_inputs_cannot_be_swapped(api_owner, math, answers):
    first, second = (field.slug for field in math.schema_version.schema.inputs(math.question) if field.is_number)
    answers |= {first: 30, second: 90}
    swapped = answers | {first: 90, second: 30}
    values = [ask(api_owner, given).json() for given in (answers, swapped)]
    assert values[0]["value"] != values[1]["value"]
    assert (values[0]["answers"][first], values[0]["answers"][second]) == (30, 90)


def test_the_order_of_fields_does_not_matter(api_owner, answers):
    expected, slugs = ask(api_owner, answers).json(), list(answers)
    for seed in range(5):
        random.Random(seed).shuffle(slugs)
        given = ask(api_owner, {slug: answers[slug] for slug in slugs}).json()
        assert (given["value"], given["ranges"]) == (expected["value"], expected["ranges"])


def test_a_task_of_another_schema_is_answered_the_same_way(api_owner, hsb_task):
    schema = hsb_task.schema_version.schema
    answers = {
        field.slug: field.choices[0] if field.choices else field.minimum for field in schema.inputs(hsb_task.question)
    }
    answer = ask(api_owner, answers, task=hsb_task.slug)
    assert (answer.status_code, answer.json()["task"]) == (201, hsb_task.slug)


def test_each_wrong_answer_is_named(api_owner, math, answers):
    number = next(field for field in math.schema_version.schema.inputs(math.question) if field.is_number)
    choice = next(field for field in math.schema_version.schema.inputs(math.question) if field.choices)
    fields = refusal(ask(api_owner, answers | {number.slug: number.maximum + 1, choice.slug: "no such choice"}))
    assert set(fields) == {f"answers.{number.slug}", f"answers.{choice.slug}"}
    assert f"{number.maximum:g}" in fields[f"answers.{number.slug}"]


@pytest.mark.parametrize("value", [True, [1], {"a": 1}, 10**400, "x" * 1000, -1, 1e308])
def test_values_of_the_wrong_kind_are_refused(api_owner, math, answers, value):
    number = next(field.slug for field in math.schema_version.schema.inputs(math.question) if field.is_number)
    assert f"answers.{number}" in refusal(ask(api_owner, answers | {number: value}))


def test_a_misspelt_answer_is_refused_with_the_name_that_was_meant(api_owner, answers):
    slug = next(iter(answers))
    fields = refusal(ask(api_owner, answers | {f"{slug}s": 1}))
    assert f"'{slug}'" in fields[f"answers.{slug}s"]


def test_a_misspelt_key_is_refused_with_the_name_that_was_meant(api_owner, answers):
    assert "'student'" in refusal(ask(api_owner, answers, studnet=1))["studnet"]


def test_an_unknown_task_is_refused_with_those_there_are(api_owner, answers):
    assert "math" in refusal(ask(api_owner, answers, task="chess"))["task"]


def test_nothing_at_all_is_refused_field_by_field(api_owner, math):
    assert set(refusal(api_owner.post(ADDRESS))) == {"task", "answers"}


def test_a_task_without_a_live_model_says_how_to_get_one(api_owner, math, answers):
    ModelVersion.objects.update(is_live=False)
    error = ask(api_owner, answers)
    assert (error.status_code, error.json()["error"]["code"]) == (503, "no_live_model")
    assert "manage.py train math" in error.json()["error"]["message"]


def test_an_unusable_bundle_is_told_without_its_path(api_owner, math, answers, settings, forget_bundles):
    forget_bundles()
    for file in settings.BUNDLE_DIR.iterdir():
        file.write_bytes(b"altered")
    error = ask(api_owner, answers)
    assert (error.status_code, error.json()["error"]["code"]) == (503, "model_unavailable")
    assert str(settings.BUNDLE_DIR) not in error.content.decode()


def test_a_student_of_a_class_with_another_schema_is_refused(api_owner, student, hsb_task):
    assert "student" in refusal(ask(api_owner, {}, task=hsb_task.slug, student=student.pk))


@pytest.mark.parametrize("student", [0, -1, 2**63, "1", 1.0, True, [1]])
def test_what_cannot_be_a_student_is_refused(api_owner, answers, student):
    assert "student" in refusal(ask(api_owner, answers, student=student))


def test_reasons_come_when_asked_for(api_owner, answers):
    given = api_owner.post(f"{ADDRESS}?explain=true", {"task": "math", "answers": answers}, format="json").json()
    reasons = given["explanation"]
    assert set(reasons["contributions"]) == set(answers)
    assert sum(reasons["contributions"].values()) == pytest.approx(given["value"] - reasons["reference"], abs=0.01)
    assert "Shapley" in reasons["method"]


def test_reasons_can_be_asked_for_later(api_owner, api_predicted):
    assert api_predicted["explanation"] is None
    alone = api_owner.get(f"{ADDRESS}{api_predicted['id']}/explanation/").json()
    assert api_owner.get(f"{ADDRESS}{api_predicted['id']}/?explain=true").json()["explanation"] == alone


def test_one_prediction_costs_few_queries(api_owner, student, answers, django_assert_max_num_queries):
    ask(api_owner, answers)
    with django_assert_max_num_queries(9):
        ask(api_owner, answers, student=student.pk)
