"""The time line on the page of a student, and its file."""

import datetime as dt

import pytest
from django.urls import reverse
from page_words import words

from predictor.timeline import page as pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(student):
    return reverse("student", args=[student.pk])


def test_the_table_behind_it_says_every_event(owner, page, predict, came):
    made = predict()
    came(61, days=2)
    said = words(owner.get(page))
    assert "Reached Maths score 61 owner" in said
    assert f"value {round(made.value)} owner" in said
    assert "Entered Maths score" in said


def test_it_leads_to_each_prediction(owner, page, prediction):
    assert f'href="{reverse("prediction", args=[prediction.pk])}">Predicted</a>' in owner.get(page).text


def test_a_long_table_is_cut_and_says_so(owner, page, came):
    for days in range(55):
        came(50, days=-days)
    assert "The newest 50 of 55 events; the file has all of them" in words(owner.get(page))


def test_a_picture_that_does_not_have_everything_says_so(owner, page, came, monkeypatch):
    monkeypatch.setattr(pages, "MOST_DRAWN", 2)
    for days in range(3):
        came(50, days=-days)
    assert "The newest 2 of 3 events are drawn" in words(owner.get(page))


@pytest.mark.parametrize("days", [(dt.date.min, None), (dt.date.min, dt.date.max), (dt.date.max, dt.date.max)])
def test_stored_days_that_no_school_speaks_of_break_no_page(owner, api_owner, page, student, supported, days):
    row = supported(0)
    row.pk, row.from_day, row.until_day = None, *days
    row.save(force_insert=True)
    for where in (page, reverse("support", args=[student.pk]), reverse("timeline-csv", args=[student.pk])):
        assert owner.get(where).status_code == 200
    assert api_owner.get(f"/api/v1/students/{student.pk}/timeline/").status_code == 200


def test_the_file_has_all_of_them_for_those_who_see_the_student(owner, as_user, people, student, prediction, came):
    came(61)
    file = reverse("timeline-csv", args=[student.pk])
    lines = b"".join(owner.get(file).streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[2] for line in lines] == ["kind", "prediction", "submission", "result"]
    assert as_user(people.colleague).get(file).status_code == 200
    assert as_user(people.stranger).get(file).status_code == 404
