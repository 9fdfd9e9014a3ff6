"""Browsing as one of the people, and predictions to look at."""

import pytest
from django.test import Client


@pytest.fixture
def as_user():
    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def predict(math, answers, people, student):
    from predictor import services
    from predictor.models import Submission

    def make(**changes):
        asked = {"task": math, "answers": answers, "made_by": people.owner, "student": student}
        return services.make_prediction(door=Submission.Door.PAGE, **asked | changes)

    return make


@pytest.fixture
def prediction(predict):
    return predict()
