"""Predicting a class stores what one by one would, all of it or nothing, and nobody twice."""

import pytest
from django.db import DatabaseError

from mlcore.versions import promotions
from predictor.models import Classroom, Prediction, Student, Submission
from predictor.predicting.prefill import prefill
from predictor.predicting.work import make_prediction
from predictor.problems import DeletedMeanwhile
from predictor.whole_class import work

pytestmark = pytest.mark.django_db
FIGURES = ("value", "low80", "high80", "low90", "high90", "warnings")


def figures(prediction):
    return [getattr(prediction, name) for name in FIGURES]


def test_a_class_gets_bit_for_bit_what_one_by_one_would(math, people, mixed, known, in_part, predict_class):
    fields = math.schema_version.schema.inputs(math.question)
    about = {"task": math, "made_by": people.owner, "door": Submission.Door.PAGE}
    single = [make_prediction(**about, answers=prefill(one, fields).answers, student=one) for one in (known, in_part)]
    Prediction.objects.all().delete()
    predict_class()
    stored = Prediction.objects.order_by("student__name")
    assert [one.student for one in stored] == [known, in_part]
    assert list(map(figures, stored)) == list(map(figures, single))
    assert [one.submission.answers for one in stored] == [one.submission.answers for one in single]


def test_what_was_submitted_last_goes_in_as_in_the_form(known, predict, predict_class, answers):
    slug = next(slug for slug, value in answers.items() if isinstance(value, float))
    predict(student=known, answers=answers | {slug: 91.0})
    predict_class()
    assert Prediction.objects.get(student=known).submission.answers[slug] == 91.0


def test_run_twice_nobody_is_predicted_twice(mixed, predict_class):
    assert len(predict_class().predictions) == 2
    assert predict_class().predictions == ()
    assert (Prediction.objects.count(), Submission.objects.count()) == (2, 2)


def test_another_model_predicts_everybody_again_and_the_old_ones_stay(math, mixed, predict_class):
    from factories import new_version

    predict_class()
    promotions.promote(new_version(math, shift=3.0), who="a test", why="better")
    assert len(predict_class().predictions) == 2
    assert Prediction.objects.count() == 4


def test_what_fails_at_the_end_leaves_nothing(mixed, order, people):
    def fail(made):
        raise DatabaseError("the disk is full")

    with pytest.raises(DatabaseError):
        work.predict_class(order(), people.owner, and_then=fail)
    assert (Prediction.objects.count(), Submission.objects.count()) == (0, 0)


def test_a_class_that_was_deleted_meanwhile_is_said_to_be(order, people):
    asked = order()
    Classroom.objects.all().delete()
    for do in (lambda: work.predict_class(asked, people.owner), lambda: work.ask(asked, by=people.owner)):
        with pytest.raises(DeletedMeanwhile):
            do()


def test_many_students_are_a_job_and_the_same_again_is_the_same_job(order, classroom, people):
    Student.objects.bulk_create([Student(classroom=classroom, name=str(place)) for place in range(201)])
    assert work.is_large(order())
    assert work.ask(order(), by=people.owner) == work.ask(order(), by=people.owner)
    assert work.ask(order(), by=people.colleague).asked_by == people.colleague
