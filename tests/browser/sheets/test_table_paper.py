"""The predictions of a class on paper: they begin below the heading, which stands on each page."""

import pytest
from django.urls import reverse

from predictor.models import Student
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browse, people, math, student, answers):
    for number in range(40):
        other = Student.objects.create(classroom=student.classroom, name=f"Student {number}")
        make_prediction(task=math, answers=answers, made_by=people.owner, door="page", student=other)
    page = browse(people.owner)
    page.goto(reverse("class-predictions", args=[student.classroom_id, "math"]))
    page.emulate_media(media="print")
    return page


def test_its_head_is_one_that_paper_repeats(page):
    display = "getComputedStyle(document.querySelector('.class-ledger > .ledger__legend')).display"
    assert page.evaluate(display) == "table-header-group"


def test_a_long_class_begins_on_the_first_page(page):
    style = "getComputedStyle(document.querySelector('.class-ledger')).breakInside"
    assert (page.evaluate(style), page.locator(".band").is_visible()) == ("auto", False)
