"""A form begins with what was said last, wherever it was said."""

import pytest

from predictor.classes.work import save_student
from predictor.predicting.prefill import prefill

pytestmark = pytest.mark.django_db


@pytest.fixture
def begins(math, student):
    def answer(slug):
        student.refresh_from_db()
        return prefill(student, math.schema_version.schema.inputs(math.question)).answers[slug]

    return answer


def test_what_was_submitted_is_newer_than_what_has_no_time(begins, predict, student, answers):
    student.known = {"reading_score": 12.0}
    student.save()
    predict(answers=answers | {"reading_score": 70})
    assert begins("reading_score") == 70.0


def test_what_was_noted_after_it_was_submitted_wins(begins, predict, student, answers):
    predict(answers=answers | {"reading_score": 70})
    save_student(student, known={"reading_score": 55})
    assert begins("reading_score") == 55.0


def test_what_was_submitted_after_it_was_noted_wins(begins, predict, student, answers):
    save_student(student, known={"reading_score": 55})
    predict(answers=answers | {"reading_score": 70})
    assert begins("reading_score") == 70.0


def test_saving_a_student_unchanged_makes_no_value_newer(begins, predict, student, answers):
    save_student(student, known={"reading_score": 55})
    predict(answers=answers | {"reading_score": 70})
    save_student(student, known={"reading_score": 55}, name="Another name")
    assert begins("reading_score") == 70.0


def test_what_is_forgotten_has_no_time_either(student):
    save_student(student, known={"reading_score": 55})
    save_student(student, known={"reading_score": None})
    assert student.noted == {}
