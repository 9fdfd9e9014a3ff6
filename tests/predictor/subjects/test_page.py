"""All subjects on the page of a student."""

import pytest
from django.urls import reverse
from page_words import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(student):
    return reverse("student", args=[student.pk])


def test_a_question_that_was_not_predicted_leads_to_its_form(owner, page, student):
    assert reverse("predict", args=[student.pk, "math-early"]) in owner.get(page).text


def test_the_newest_result_stands_beside_the_name_of_the_score(owner, page, came):
    came(61, days=-2)
    assert "Maths score Newest result: 61 ," in words(owner.get(page))


def test_more_results_than_are_shown_are_told(owner, page, came):
    for days in range(55):
        came(40 + days % 50, days=-days)
    assert "The newest 50 of 55 are shown; the file has all of them." in words(owner.get(page))


def test_all_subjects_are_saved_for_those_who_see_the_student(owner, as_user, people, student, predict):
    predict()
    file = reverse("subjects-csv", args=[student.pk])
    lines = b"".join(owner.get(file).streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert as_user(people.colleague).get(file).status_code == 200
    assert as_user(people.stranger).get(file).status_code == 404
