"""While predicting is stopped, nobody gets a prediction through any door, and everybody reads why."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from predictor.file_predictions import work as files
from predictor.models import Prediction, Submission
from predictor.problems import PredictingStopped

WHY = "The inspectorate asks us to wait."


def nothing_new():
    return Prediction.objects.count() == 0 == Submission.objects.count()


def test_one_prediction_is_refused_in_the_room(predict, stopped):
    with pytest.raises(PredictingStopped, match=WHY):
        predict()
    assert nothing_new()


@pytest.mark.parametrize("who", ["owner", "admin"])
def test_the_form_for_one_says_why_and_has_no_button(who, as_user, people, student, math, stopped):
    page = as_user(getattr(people, who)).get(reverse("predict", args=[student.pk, math.slug])).text
    assert WHY in page
    assert '<form class="form sheet"' not in page


def test_a_form_that_was_open_before_stores_nothing(owner, student, math, answers, stopped):
    sent = owner.post(reverse("predict", args=[student.pk, math.slug]), {f"answers-{k}": v for k, v in answers.items()})
    assert WHY in sent.text
    assert nothing_new()


def test_the_api_answers_503_with_a_code(api_owner, student, answers, stopped):
    body = {"task": "math", "answers": answers, "student": student.pk}
    error = api_owner.post("/api/v1/predictions/", body)
    assert (error.status_code, error.json()["error"]["code"]) == (503, "predicting_stopped")
    assert WHY in error.json()["error"]["message"]
    assert nothing_new()


def test_one_who_is_unknown_to_a_class_is_not_predicted_either(api_stranger, answers, stopped):
    assert api_stranger.post("/api/v1/predictions/", {"task": "math", "answers": answers}).status_code == 503
    assert nothing_new()


def test_a_class_is_not_predicted(owner, classroom, student, stopped):
    where = reverse("classroom-predict", args=[classroom.pk])
    assert WHY in owner.get(where).text
    assert WHY in owner.post(where, {"task": "math"}, follow=True).text
    assert nothing_new()


def test_a_class_is_not_predicted_over_the_api(api_owner, classroom, student, stopped):
    answer = api_owner.post(f"/api/v1/classrooms/{classroom.pk}/predictions/", {})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "predicting_stopped")
    assert nothing_new()


def test_a_file_is_not_taken(math, people, stopped):
    with pytest.raises(PredictingStopped, match=WHY):
        files.take(math, "list.csv", b"Reading\n50", {}, by=people.owner)


def test_what_if_is_not_answered(api_owner, owner, prediction, stop):
    stop()
    answer = api_owner.post(f"/api/v1/predictions/{prediction.pk}/what-if/", {"answers": {}})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "predicting_stopped")
    page = owner.get(reverse("prediction-what-if", args=[prediction.pk])).text
    assert WHY in page
    assert "<svg" not in page


def test_what_was_predicted_before_can_be_read(owner, api_owner, prediction, student, stop):
    stop()
    page = owner.get(reverse("prediction", args=[prediction.pk]))
    assert WHY in page.text
    assert "Predict again" not in page.text
    assert api_owner.get(f"/api/v1/predictions/{prediction.pk}/?explain=true").status_code == 200


@pytest.mark.parametrize("name", ["student", "classroom", "history", "home", "predicted-files"])
def test_every_page_says_why(owner, student, name, stopped):
    numbers = {"student": [student.pk], "classroom": [student.classroom_id]}
    assert WHY in owner.get(reverse(name, args=numbers.get(name, []))).text


def test_the_command_for_files_writes_nothing(math, tmp_path, stopped):
    (tmp_path / "list.csv").write_text("Reading\n50\n")
    with pytest.raises(CommandError, match=WHY):
        call_command("predict_file", tmp_path / "list.csv", tmp_path / "output.csv", "--task", "math")
    assert not (tmp_path / "output.csv").exists()


def test_it_begins_again_for_everybody(predict, stopped):
    from mlcore import stopping

    stopping.resume(who="head of school", why="They are content.")
    assert predict().pk
