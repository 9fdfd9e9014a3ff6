"""The predictions of a class on paper: they begin below the heading."""

import pytest
from django.urls import reverse

from predictor.models import Student
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.browser


def test_a_long_class_begins_on_the_first_page(browse, people, math, student, answers):
    for number in range(40):
        other = Student.objects.create(classroom=student.classroom, name=f"Student {number}")
        make_prediction(task=math, answers=answers, made_by=people.owner, door="page", student=other)
    page = browse(people.owner)
    page.goto(reverse("class-predictions", args=[student.classroom_id, "math"]))
    page.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector('.class-ledger')).breakInside"
    assert (page.evaluate(style), page.locator(".band").is_visible()) == ("auto", False)
