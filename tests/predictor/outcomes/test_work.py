"""Results one by one: recorded once per day, corrected with what was there before, who and why."""

import datetime as dt

import pytest

from predictor.models import Outcome, Student, Submission
from predictor.outcomes.work import Result, Signed, add, correct
from predictor.problems import DeletedMeanwhile, ResultChanged, ResultStays

pytestmark = pytest.mark.django_db
JUNE = dt.date(2026, 6, 30)


@pytest.fixture
def signed(people):
    return Signed(by=people.owner, door=Submission.Door.PAGE, why="typed wrongly")


@pytest.fixture
def say(student, signed):
    def say(value, who=student, day=JUNE):
        return add([Result(student=who.pk, field="math_score", value=value, day=day)], "exams", signed)[0]

    return say


def test_a_second_result_of_a_day_is_refused_and_nothing_is_stored(student, say, signed):
    say(56.0)
    other = Student.objects.create(classroom=student.classroom, name="Bo")
    results = [Result(student=one.pk, field="math_score", value=60.0, day=JUNE) for one in (other, student)]
    with pytest.raises(ResultStays, match="Amara Osei has a result of 30 June 2026 already: 56"):
        add(results, "exams", signed)
    assert Outcome.objects.count() == 1


def test_a_correction_keeps_the_value_before_who_and_why(say, signed):
    before = say(56.0)
    after = correct(before, 65.0, signed)
    assert (after.replaces, after.value, after.day, after.why) == (before, 65.0, JUNE, "typed wrongly")
    assert list(Outcome.objects.in_force()) == [after]


def test_what_was_corrected_meanwhile_is_not_corrected_again(say, signed):
    before = say(56.0)
    correct(before, 65.0, signed)
    with pytest.raises(ResultChanged):
        correct(before, 66.0, signed)


def test_the_same_value_is_no_correction(say, signed):
    with pytest.raises(ResultStays, match="56 already"):
        correct(say(56.0), 56.0, signed)


def test_of_a_student_who_is_gone_nothing_is_recorded(student, say):
    gone = Student.objects.get(pk=student.pk)
    student.delete()
    with pytest.raises(DeletedMeanwhile):
        say(56.0, who=gone)
