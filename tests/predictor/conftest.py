"""Browsing as one of the people, with datasets and predictions to look at."""

import pytest
from django.test import Client
from explored_datasets import sample_dataset, small_dataset


@pytest.fixture
def as_user():
    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def predict(math, answers, people, student):
    from predictor.models import Submission
    from predictor.predicting.work import make_prediction

    def make(**changes):
        asked = {"task": math, "answers": answers, "made_by": people.owner, "student": student}
        return make_prediction(door=Submission.Door.PAGE, **asked | changes)

    return make


@pytest.fixture
def prediction(predict):
    return predict()


@pytest.fixture
def exams(db):
    return sample_dataset()


@pytest.fixture
def small(db):
    return small_dataset()


@pytest.fixture
def admin(as_user, people):
    return as_user(people.admin)


@pytest.fixture
def teacher(as_user, people):
    return as_user(people.stranger)
