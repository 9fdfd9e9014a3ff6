"""A class in which somebody is known, somebody only in part, and somebody not at all."""

import pytest

from predictor.models import Student, Submission
from predictor.whole_class.work import Order


@pytest.fixture
def known(classroom, answers):
    return Student.objects.create(classroom=classroom, name="Ada", known=answers)


@pytest.fixture
def in_part(classroom, answers):
    slug = next(slug for slug, value in answers.items() if isinstance(value, float))
    return Student.objects.create(classroom=classroom, name="Ben", known={slug: answers[slug]})


@pytest.fixture
def unknown(classroom):
    return Student.objects.create(classroom=classroom, name="Cem")


@pytest.fixture
def mixed(known, in_part, unknown):
    return [known, in_part, unknown]


@pytest.fixture
def order(classroom, math):
    def make(**changes):
        return Order(**{"classroom": classroom, "tasks": [math], "door": Submission.Door.PAGE} | changes)

    return make


@pytest.fixture
def predict_class(order, people):
    from predictor.whole_class.work import predict_class

    return lambda **changes: predict_class(order(**changes), people.owner)[0]
