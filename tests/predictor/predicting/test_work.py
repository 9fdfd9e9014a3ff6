"""Making a prediction: what came back, what was stored, what is refused."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live, promotions
from predictor import problems
from predictor.models import Explanation, Prediction, Submission
from predictor.predicting.work import explanation_of, make_prediction

pytestmark = pytest.mark.django_db


@pytest.fixture
def predict(math, people, student):
    def predict(answers, **changes):
        arguments = {"task": math, "made_by": people.owner, "door": "page", "student": student} | changes
        return make_prediction(answers=answers, **arguments)

    return predict


def test_prediction_and_submission_are_stored(predict, answers, people, student):
    prediction = predict(answers)
    stored = Prediction.objects.get()
    assert stored.value == prediction.value
    assert stored.low90 <= stored.low80 <= stored.value <= stored.high80 <= stored.high90
    assert (stored.student, stored.made_by) == (student, people.owner)
    assert stored.submission.answers == answers


def test_the_same_answers_get_the_same_numbers_through_every_door(predict, answers):
    values = {predict(answers, door=door).value for door in Submission.Door.values}
    assert len(values) == 1


def test_text_from_a_form_is_the_same_as_a_number(predict, answers):
    as_text = {slug: str(value) for slug, value in answers.items()}
    assert predict(as_text).value == predict(answers).value


def test_two_scores_cannot_be_swapped(predict, answers):
    swapped = answers | {"reading_score": answers["writing_score"], "writing_score": answers["reading_score"]}
    assert predict(swapped).value != predict(answers).value


def test_the_order_of_answers_does_not_matter(predict, answers):
    backwards = dict(reversed(answers.items()))
    assert predict(backwards).value == predict(answers).value


def test_what_is_not_known_is_stored_as_such_and_warned_of(predict, answers):
    prediction = predict(answers | {"reading_score": ""})
    assert prediction.submission.answers["reading_score"] is None
    assert [(warning["kind"], warning["field"]) for warning in prediction.warnings] == [("missing", "reading_score")]


def test_a_bad_answer_is_named_and_nothing_is_stored(predict, answers):
    with pytest.raises(problems.InvalidAnswers) as refusal:
        predict(answers | {"reading_score": 101, "lunch": "soup"})
    assert set(refusal.value.refusals) == {"reading_score", "lunch"}
    assert "from 0 to 100" in refusal.value.messages["reading_score"]
    assert not Submission.objects.exists()


def test_an_unknown_field_gets_a_hint(predict, answers):
    with pytest.raises(problems.InvalidAnswers) as refusal:
        predict(answers | {"reading": 50})
    assert "did you mean 'reading_score'?" in refusal.value.messages["reading"]


def test_a_task_nobody_trained_says_which_command_to_run(predict, answers):
    from mlcore.models import Task

    with pytest.raises(live.NoLiveModel, match="manage.py train reading"):
        predict(answers, task=Task.objects.get(slug="reading"))


def test_an_altered_bundle_answers_nothing(predict, answers, math, settings, forget_bundles):
    version = live.live(math).version
    forget_bundles()
    (settings.BUNDLE_DIR / version.file).write_bytes(b"something else")
    with pytest.raises(BundleError, match="train the task again"):
        predict(answers)
    assert not Submission.objects.exists()


def test_the_explanation_adds_up_and_is_kept(predict, answers):
    prediction = predict(answers)
    explanation = explanation_of(prediction)
    total = sum(explanation.contributions.values())
    assert total == pytest.approx(prediction.value - explanation.reference, abs=0.01)
    assert set(explanation.contributions) == set(answers)
    assert explanation_of(prediction).computed_at == Explanation.objects.get().computed_at


def test_the_explanation_is_by_the_model_that_predicted(predict, answers, math):
    from factories import new_version

    prediction = predict(answers)
    promotions.promote(new_version(math, shift=5.0), who="a test", why="newer")
    explanation = explanation_of(prediction)
    total = sum(explanation.contributions.values())
    assert total == pytest.approx(prediction.value - explanation.reference, abs=0.01)


def test_a_newly_promoted_model_answers_at_once(predict, answers, math):
    from factories import new_version

    before = predict(answers).value
    promotions.promote(new_version(math, shift=5.0), who="a test", why="newer")
    assert predict(answers).value == pytest.approx(before + 5)


def test_the_database_refuses_to_change_a_prediction(predict, answers):
    prediction = predict(answers)
    prediction.value = 1.0
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        prediction.save()


def test_the_database_refuses_a_range_without_its_value(predict, answers):
    prediction = predict(answers)
    prediction.pk, prediction.low80 = None, prediction.value + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        prediction.save(force_insert=True)


def test_deleting_a_student_deletes_their_history(predict, answers, student):
    explanation_of(predict(answers))
    student.delete()
    assert not Prediction.objects.exists()
    assert not Submission.objects.exists()


def test_one_prediction_costs_few_queries(predict, answers, django_assert_max_num_queries):
    predict(answers)
    with django_assert_max_num_queries(6):
        predict(answers)
