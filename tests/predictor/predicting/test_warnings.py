"""Warnings read the same on the page, in the CSV and through the API, whichever release stored them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from predictor.models import Prediction, Submission
from predictor.predicting import words

OLD = {"kind": "missing", "field": "lunch", "message": "Lunch was left blank."}


def everywhere(owner, api_owner, prediction):
    """The page, the CSV and the answers of the API for one and for all."""
    one = api_owner.get(f"/api/v1/predictions/{prediction.pk}/").json()
    listed = api_owner.get("/api/v1/predictions/").json()["results"]
    assert one["warnings"] == next(row for row in listed if row["id"] == prediction.pk)["warnings"]
    page = owner.get(reverse("prediction", args=[prediction.pk])).text
    return page, b"".join(owner.get(reverse("history-csv")).streaming_content).decode(), one["warnings"]


@pytest.fixture
def old(prediction):
    """As a release stored it that still put sentences into the history."""
    return stored_again(prediction, [OLD])


def stored_again(prediction, warnings):
    kept = ("task", "student", "made_by", "model_version", "value", "low80", "high80", "low90", "high90")
    submission = Submission.objects.create(
        task=prediction.task,
        schema_version=prediction.submission.schema_version,
        student=prediction.student,
        answers={},
        door="page",
        made_by=prediction.made_by,
    )
    values = {name: getattr(prediction, name) for name in kept}
    return Prediction.objects.create(submission=submission, warnings=warnings, **values)


def test_facts_are_stored(predict, answers):
    (warning,) = predict(answers=answers | {"reading_score": 3}).warnings
    seen = warning.pop("seen")
    assert seen > 3
    assert warning == {"kind": "outside", "field": "reading_score", "value": 3.0, "widens": False, "wider_by": None}


def test_facts_are_said_wherever_they_are_read(owner, api_owner, predict, answers):
    prediction = predict(answers=answers | {"reading_score": None})
    sentence = words.warnings(prediction)[0].message
    page, csv, warnings = everywhere(owner, api_owner, prediction)
    assert sentence.startswith("Reading score is not known")
    assert sentence in page
    assert sentence in csv
    assert warnings == [{"kind": "missing", "field": "reading_score", "message": sentence}]


def test_the_sentence_of_an_older_release_is_shown_as_it_is(owner, api_owner, old):
    page, csv, warnings = everywhere(owner, api_owner, old)
    assert OLD["message"] in page
    assert OLD["message"] in csv
    assert warnings == [OLD]


def test_one_that_cannot_be_read_keeps_nothing_else_from_being_shown(owner, api_owner, prediction):
    sentence = "A warning was stored with this prediction that cannot be read."
    broken = stored_again(prediction, [{"kind": "of later"}, OLD])
    page, csv, warnings = everywhere(owner, api_owner, broken)
    assert sentence in page
    assert f"{sentence}; {OLD['message']}" in csv
    assert warnings == [{"kind": "unreadable", "field": "", "message": sentence}, OLD]
    assert owner.get(reverse("history")).status_code == 200


def test_the_admin_reads_sentences_too(predict, answers, people, client):
    prediction = predict(answers=answers | {"reading_score": None})
    client.force_login(people.admin)
    page = client.get(reverse("admin:predictor_prediction_change", args=[prediction.pk]))
    assert words.warnings(prediction)[0].message in page.text


def test_a_warning_costs_no_query(api_owner, math, answers):
    def queries(given):
        with CaptureQueriesContext(connection) as asked:
            answer = api_owner.post("/api/v1/predictions/", {"task": "math", "answers": given}, format="json")
        return len(asked), len(answer.json()["warnings"])

    plain, _ = queries(answers)
    assert queries(answers | {"reading_score": None}) == (plain, 1)
