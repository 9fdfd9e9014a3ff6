"""A change on the pages of a student and of a class: only more than chance gets a mark."""

import pytest
from django.urls import reverse
from page_words import words

from predictor.changes.words import compared, mark

pytestmark = pytest.mark.django_db
MARK = "more than a re-sit would bring"
SENTENCE = "A re-sit of the same test would also bring a change like this."


@pytest.fixture
def pages(owner, student, math):
    where = [reverse("student", args=[student.pk])]
    where.append(reverse("class-predictions", args=[student.classroom_id, math.slug]))
    return lambda: [words(owner.get(page)) for page in where]


def test_a_change_that_a_re_sit_would_also_bring_is_called_that(pages, change, answers):
    change(reading_score=answers["reading_score"] + 3)
    of_student, of_class = pages()
    assert SENTENCE in of_student
    assert MARK not in of_class


def test_more_than_that_gets_a_mark(pages, change):
    change(reading_score=100.0, writing_score=100.0)
    of_student, of_class = pages()
    assert "That is more than a re-sit of the same test would bring." in of_student
    assert MARK in of_class


def test_two_results_are_compared_as_well(pages, came):
    came(20, days=-9)
    came(90)
    assert "Result: +70 since" in pages()[0]
    assert "That is more than a re-sit of the same test would bring." in pages()[0]


@pytest.mark.parametrize("beyond", [True, False, None])
def test_no_word_says_that_one_thing_brought_another_about(beyond):
    assert bool(mark(beyond)) is bool(beyond)
    assert bool(compared(beyond)) is (beyond is not None)
