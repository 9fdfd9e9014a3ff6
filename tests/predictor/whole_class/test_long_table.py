"""The table of a class that is longer than a page: a page of it, and all of it for paper."""

import pytest
from django.urls import reverse
from page_words import words

from predictor.models import Student

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(classroom, answers, predict_class):
    rows = [Student(classroom=classroom, name=f"S {place:03}", known=answers) for place in range(120)]
    Student.objects.bulk_create(rows)
    predict_class()
    return reverse("class-predictions", args=[classroom.pk, "math"])


def names(answer):
    return [shown.row.student.name for group in answer.context["table"].groups for shown in group.rows]


def test_a_page_has_a_hundred_students_and_says_which_page_it_is(owner, table):
    first, second = owner.get(table), owner.get(table, {"page": 2})
    assert [len(names(answer)) for answer in (first, second)] == [100, 20]
    assert "Page 1 of 2" in words(first)


def test_all_of_them_stand_on_one_page_for_paper_one_step_further(owner, table):
    assert '<a href="?order=name&amp;page=all">All 120 on one page</a>' in owner.get(table).content.decode()
    answer = owner.get(table, {"page": "all"})
    assert names(answer) == [f"S {place:03}" for place in range(120)]
    assert "Page 1 of" not in words(answer)


def test_by_score_all_of_them_stay_by_score(owner, table):
    answer = owner.get(table, {"order": "score", "page": "all"})
    assert len(names(answer)) == 120
    assert "By score" in words(answer)
    assert '<a href="?order=name&amp;page=all">By name</a>' in answer.content.decode()


def test_all_of_them_take_no_more_queries_than_a_page(owner, table, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        owner.get(table, {"page": "all"})
