"""A change on the pages of a student and of a class: only more than chance gets a mark."""

import pytest
from django.urls import reverse
from factories import new_version
from page_words import words

from mlcore.versions import promotions

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


def test_beside_another_model_it_is_said_of_the_part_of_other_inputs(pages, math, predict, answers):
    predict()
    promotions.promote(new_version(math, shift=-7.0), who="a test", why="newer")
    predict(answers=answers | {"reading_score": 100.0, "writing_score": 100.0})
    of_student, of_class = pages()
    assert "from other inputs is more than a re-sit of the same test would bring." in of_student
    assert "That is more" not in of_student
    assert "inputs: more than a re-sit would bring" in of_class


def test_two_results_are_compared_as_well(pages, came):
    came(20, days=-9)
    came(90)
    assert "Result: +70 since" in pages()[0]
    assert "That is more than a re-sit of the same test would bring." in pages()[0]
