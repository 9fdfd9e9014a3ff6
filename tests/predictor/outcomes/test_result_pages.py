"""Recording and correcting results by form, and what pages then show."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from held_predictions import came
from page_words import words

from predictor.models import Outcome, Student


@pytest.fixture
def today():
    return timezone.localdate()


def test_a_result_is_recorded_on_the_students_page(owner, student, people, today):
    body = {"field": "math_score", "value": "61", "day": today.isoformat()}
    answer = owner.post(reverse("student-result", args=[student.pk]), body, follow=True)
    assert "The result was recorded." in answer.text
    row = Outcome.objects.get()
    assert (row.student, row.value, row.day, row.made_by, row.door) == (student, 61.0, today, people.owner, "page")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": "161"}, "expected a number from 0 to 100"),
        ({"value": "n/a"}, "This means"),
        ({"value": ""}, "This field is required"),
        ({"day": "2999-01-01"}, "This day has not come yet."),
        ({"day": "0001-01-01"}, "This day is more than 20 years from today."),
        ({"field": "gender"}, "Select a valid choice"),
    ],
)
def test_what_is_no_result_is_refused_with_the_remedy(owner, student, today, change, said):
    body = {"field": "math_score", "value": "61", "day": today.isoformat()} | change
    assert said in owner.post(reverse("student-result", args=[student.pk]), body).text
    assert not Outcome.objects.exists()


def test_a_class_is_recorded_in_one_form_and_who_is_left_open_has_none(owner, student, today):
    other = Student.objects.create(classroom=student.classroom, name="Bo")
    body = {"field": "math_score", "day": today.isoformat(), f"student-{other.pk}": "72", f"student-{student.pk}": ""}
    answer = owner.post(reverse("classroom-results", args=[student.classroom_id]), body, follow=True)
    assert "1 result was recorded." in answer.text
    assert [(row.student, row.value) for row in Outcome.objects.all()] == [(other, 72.0)]


@pytest.mark.parametrize(("value", "said"), [("720", "expected a number"), ("", "one student at least")])
def test_a_class_form_that_is_wrong_stores_nothing(owner, student, today, value, said):
    body = {"field": "math_score", "day": today.isoformat(), f"student-{student.pk}": value}
    assert said in owner.post(reverse("classroom-results", args=[student.classroom_id]), body).text
    assert not Outcome.objects.exists()


def test_a_correction_says_why_and_both_values_are_shown(owner, student, math, people):
    row = came(student, math, 16, people.owner, days=-1)
    where = reverse("result-correct", args=[row.pk])
    assert "This field is required" in owner.post(where, {"value": "61"}).text
    answer = owner.post(where, {"value": "61", "why": "figures swapped"}, follow=True)
    assert "Corrected: it was 16 before." in answer.text
    assert "owner: figures swapped" in answer.text


def test_a_result_of_others_cannot_be_corrected(teacher, student, math, people):
    row = came(student, math, 16, people.owner, days=-1)
    assert teacher.post(reverse("result-correct", args=[row.pk]), {"value": "61", "why": "x"}).status_code == 404
    assert Outcome.objects.get().value == 16.0


def test_results_are_typed_and_shown_as_the_readers_language_writes_numbers(owner, student, today):
    body, german = {"field": "math_score", "value": "61,5", "day": today.isoformat()}, {"Accept-Language": "de"}
    owner.post(reverse("student-result", args=[student.pk]), body, headers=german)
    row = Outcome.objects.get()
    assert row.value == 61.5
    assert 'value="61,5"' in owner.get(reverse("result-correct", args=[row.pk]), headers=german).text


def test_a_prediction_shows_what_happened_beside_its_range(owner, predict, math, people):
    prediction = predict()
    page = reverse("prediction", args=[prediction.pk])
    assert "What happened" not in owner.get(page).text
    came(prediction.student, math, round(prediction.value), people.owner)
    shown = owner.get(page).text
    assert "inside the range for 8 of 10." in shown
    assert 'class="reached"' in shown
    said = words(owner.get(reverse("student", args=[prediction.student_id])))
    assert f"Reached: {round(prediction.value)} ," in said


def test_beside_a_prediction_stands_that_it_is_not_yet_checked(owner, prediction):
    shown = owner.get(reverse("prediction", args=[prediction.pk])).text
    assert "Not yet checked at your school: 0 results so far, and it takes 30." in shown
    assert reverse("track-record") in shown


def test_a_day_of_the_past_is_offered_as_today(owner, student, today):
    assert today.isoformat() in owner.get(reverse("student-result", args=[student.pk])).text
    assert today > dt.date(2026, 1, 1)
