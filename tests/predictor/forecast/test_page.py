"""The page of a class says what to expect of it, to whoever may see the class."""

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import live_task
from page_words import words
from yearly import FIRST

from mlcore.datasets import schemas
from mlcore.pipeline.results.between import Between
from predictor.classes import class_views
from predictor.forecast.page import forecast_of
from predictor.models import Classroom, GradeBoundaries, Student


@pytest.fixture
def page_of(as_user, classroom):
    return lambda user: as_user(user).get(reverse("classroom", args=[classroom.pk]))


def test_the_page_says_how_many_pass_and_the_mean(class_of_six, page_of, people):
    said = words(page_of(people.owner))
    (question,) = page_of(people.owner).context["forecast"].questions
    assert "What to expect of the class" in said
    assert "Of 6 students about" in question.statement
    assert question.statement in said
    assert question.mean in said
    assert "All 6 students of the class are counted." in said


def test_every_grade_has_a_line_in_the_order_of_the_school(class_of_six, page_of, people, math):
    (question,) = page_of(people.owner).context["forecast"].questions
    assert [line.label for line in question.grades] == [grade.label for grade in math.target.grading.as_written]
    assert sum(int(line.expected) for line in question.grades) == 6


def test_an_example_is_called_one_until_the_school_decided_its_own(class_of_six, page_of, people):
    assert "An example, no official scale." in words(page_of(people.owner))
    told = {"schema_name": "exams", "field": "math_score", "valid_from": timezone.localdate(), "made_by": people.admin}
    content = {"grade": [{"label": "yes", "from": 45}, {"label": "not yet", "from": 0}]}
    GradeBoundaries.objects.create(content=content, reason="Set by the board", **told)
    said = words(page_of(people.owner))
    assert "example" not in said
    assert f"Boundaries from {timezone.localdate():%-d %B %Y} on: Set by the board." in said


def test_where_only_a_pass_mark_is_decided_the_page_says_where_it_lies(class_of_six, page_of, people):
    told = {"schema_name": "exams", "field": "math_score", "valid_from": timezone.localdate(), "made_by": people.admin}
    GradeBoundaries.objects.create(content={"pass": 45}, reason="Set by the board.", **told)
    (question,) = page_of(people.owner).context["forecast"].questions
    assert question.grades == ()
    assert question.note.startswith("Passed from 45 points. Boundaries from ")
    assert question.note in words(page_of(people.owner))


def test_without_groups_the_page_says_when_its_intervals_hold(class_of_six, page_of, people):
    assert "hold only if they do not" in words(page_of(people.owner))


def test_with_groups_the_page_says_that_its_intervals_allow_for_them(class_of_six, page_of, people, in_common):
    in_common(Between(share=0.05, likely=(0.02, 0.05, 0.09), groups=40))
    assert "about 5 % goes with the" in words(page_of(people.owner))


def test_without_grades_the_mean_is_all_that_is_told(predict, people):
    task = live_task("final", schemas.register(FIRST).name)
    classroom = Classroom.objects.create(name="Class 7", schema_version=task.schema_version)
    for midterm in range(40, 45):
        student = Student.objects.create(classroom=classroom, name="Ada")
        predict(student=student, task=task, answers={"track": "a", "midterm": float(midterm)})
    (question,) = forecast_of(classroom, people.admin).questions
    assert question.statement.startswith("Their mean in final is about 50: ")
    assert (question.grades, question.mean) == ((), "")


def test_too_few_are_told_from_how_many_on_it_says_something(predict, more_students, page_of, people):
    more_students(2)
    said = words(page_of(people.owner))
    assert "so far 2 of 3 have one that can be counted." in said


def test_a_class_without_predictions_says_nothing_of_it(student, page_of, people):
    assert page_of(people.owner).context["forecast"] is None
    assert "What to expect" not in words(page_of(people.owner))


def test_whoever_may_see_the_class_sees_it_and_a_stranger_finds_no_class(class_of_six, page_of, people):
    for user in (people.owner, people.colleague, people.admin):
        assert "Of 6 students about" in words(page_of(user))
    assert page_of(people.stranger).status_code == 404


def test_all_students_are_counted_on_every_page_of_a_long_class(class_of_six, page_of, people, monkeypatch):
    monkeypatch.setattr(class_views, "STUDENTS_PER_PAGE", 2)
    assert "Of 6 students about" in words(page_of(people.owner))


def test_many_students_ask_no_more_queries_than_few(class_of_six, more_students, owner, django_assert_max_num_queries):
    where = reverse("classroom", args=[class_of_six.pk])
    with django_assert_max_num_queries(22) as few:
        owner.get(where)
    more_students(40)
    Student.objects.create(classroom=class_of_six, name="Without")
    with django_assert_max_num_queries(len(few)):
        owner.get(where)
