"""What is read of all subjects of a student."""

import pytest
from django.urls import reverse
from page_words import words

from predictor.models import Student
from predictor.subjects.reads import subjects_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(student, math):
    return lambda: subjects_of(student, list(math.schema_version.tasks.select_related("schema_version")))


def test_questions_about_one_score_stand_side_by_side(found, math):
    several = [subject for subject in found() if subject.is_several]
    assert [subject.label for subject in several] == [math.target.label]
    assert [point.task.slug for point in several[0].points] == ["math", "math-early"]


def test_each_question_has_its_newest_prediction(found, predict, early):
    predict()
    last, begun = predict(), predict(task=early, answers={})
    points = found()[0].points
    assert [point.reading.prediction for point in points] == [last, begun]


def test_what_was_reached_is_the_newest_result_in_force(found, came):
    came(40, days=-9)
    came(61, days=-2)
    came(90, field="reading_score", days=-1)
    assert found()[0].reached == "61"


def test_beside_a_range_stands_the_first_result_after_it(found, predict, came):
    predict()
    came(61, days=3)
    came(70, days=9)
    assert found()[0].points[0].reading.reached == "61"


def test_chances_are_whole_people(found, predict):
    predict()
    assert "students like this one" in found()[0].points[0].chances


def test_a_prediction_that_is_older_than_its_data_says_so(found, predict, student, early):
    predict(task=early, answers={})
    slug, value = next(iter(student.known.items()))
    Student.objects.filter(pk=student.pk).update(noted={slug: "2126-01-01T00:00:00+00:00"})
    student.refresh_from_db()
    assert found()[0].points[1].older.startswith("Older than its data")


def test_all_axes_of_equal_bounds_have_one_scale(found, predict_all):
    predict_all()
    axes = {point.reading.axis for subject in found() for point in subject.points}
    assert len(axes) == 1


def test_the_page_asks_as_many_queries_for_a_few_predictions_as_for_many(
    owner, student, predict_all, came, django_assert_max_num_queries
):
    for times in (1, 8):
        for days in range(times):
            predict_all()
            came(50, days=-days)
        with django_assert_max_num_queries(28):
            assert "With reading and writing scores" in words(owner.get(reverse("student", args=[student.pk])))
