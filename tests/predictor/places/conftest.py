"""A class of two groups that lie far apart, and one student without a prediction."""

import datetime as dt

import pytest
from django.utils import timezone

from predictor.models import Student
from predictor.places.limits import TERM
from predictor.places.plan import Asked
from predictor.places.work import Order, draw

MARK = 50.0


@pytest.fixture
def two_groups(predict, classroom, answers):
    """Low 0 to Low 3 are foretold alike, High 0 to High 3 as well; Nobody Yet has no prediction."""
    numbers = [slug for slug, value in answers.items() if isinstance(value, float)]
    for name, value in (("Low", 5.0), ("High", 95.0)):
        students = [Student(classroom=classroom, name=f"{name} {place}") for place in range(4)]
        for student in Student.objects.bulk_create(students):
            predict(student=student, answers=answers | dict.fromkeys(numbers, value))
    Student.objects.create(classroom=classroom, name="Nobody Yet")
    return classroom


@pytest.fixture
def asked(two_groups, math):
    return lambda places=2: Asked(classroom=two_groups, task=math, places=places, mark=MARK)


@pytest.fixture
def drawn(asked, people):
    def make(places=2, by=people.owner, by_hand=(), until: dt.date | None = None, seen=0):
        order = Order(asked=asked(places), by_hand=by_hand, until=until or timezone.localdate() + TERM, seen=seen)
        return draw(order, by)

    return make
