"""A teacher's first screen says of each class who, what range, how sure, since when, and what changed."""

import pytest
from django.urls import reverse
from page_words import words

from predictor.classes.glance.figures import figures
from predictor.classes.glance.lines import lines
from predictor.classes.rosters import with_sizes
from predictor.models import Classroom, Student


@pytest.fixture
def other(classroom):
    return Student.objects.create(classroom=classroom, name="Ben")


@pytest.fixture
def low(answers):
    """Answers that lead to another prediction, far away."""
    slug = next(slug for slug, value in answers.items() if isinstance(value, float))
    return answers | {slug: 0.0}, answers | {slug: 100.0}


def test_figures_are_of_the_newest_prediction_of_each_student(classroom, student, other, predict, low, math):
    first, second, third = predict(answers=low[0]), predict(answers=low[1]), predict(student=other)
    (found,) = figures([classroom.pk], [math.pk]).values()
    assert (found.task, found.predicted, found.compared, found.moved) == (math.pk, 2, 1, (student.pk,))
    assert (found.lowest, found.highest) == tuple(sorted((second.value, third.value)))
    assert (found.first_at, found.last_at) == (second.made_at, third.made_at)
    assert first.value < second.low80


def test_a_change_inside_the_earlier_range_is_none(classroom, student, predict, math):
    predict()
    predict()
    (found,) = figures([classroom.pk], [math.pk]).values()
    assert (found.compared, found.moved) == (1, ())


def test_the_first_screen_says_it_in_words(owner, classroom, student, other, predict, low):
    predict(answers=low[0])
    newest = predict(answers=low[1])
    text = words(owner.get(reverse("home")))
    assert "1 of 2 students" in text
    assert "each range about 14 points wide" in text
    assert "1 of 1 is outside the earlier range: Amara Osei" in text
    assert f"{newest.made_at:%Y}" in text


def test_a_class_without_predictions_says_so_and_a_large_one_is_told_on_its_page(owner, classroom, student, people):
    assert "nothing predicted yet" in owner.get(reverse("home")).text
    Classroom.objects.create(name="Class 9", schema_version=classroom.schema_version)
    rows = list(with_sizes(Classroom.objects.order_by("name")))
    rows[1].size = 10_000
    assert [line.is_read for line in lines(rows, people.owner)] == [True, False]


def test_colleague_and_owner_get_it_over_the_api(api_owner, api_colleague, classroom, student, prediction):
    where = f"/api/v1/classrooms/{classroom.pk}/glance/"
    content = api_owner.get(where).json()
    assert content == api_colleague.get(where).json()
    (question,) = content["questions"]
    assert (content["students"], question["task"], question["predicted"]) == (1, "math", 1)
    assert question["lowest"] == question["highest"] == prediction.value


def test_the_list_of_classes_has_a_row_per_question(owner, classroom, student, prediction):
    text = b"".join(owner.get(reverse("classes-csv"))).decode("utf-8-sig")
    header, line = text.splitlines()
    assert header.startswith("class,students,task,predicted")
    assert line.startswith("Class 8a,1,math,1")
