"""Browsing as one of the people, or asking the API with their token; datasets and predictions to look at."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from explored_datasets import sample_dataset, small_dataset
from rest_framework.test import APIClient

from predictor.api.authentication import tokens
from predictor.models import TokenGrant


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


@pytest.fixture
def owner(as_user, people):
    return as_user(people.owner)


@pytest.fixture
def client_of() -> Callable[..., APIClient]:
    def make(user) -> APIClient:
        token, kept = tokens.issue(user)
        # That it was used is noted once an hour: one query more, which no test is about.
        TokenGrant.objects.filter(pk=kept.pk).update(last_used_at=timezone.now())
        client = APIClient(HTTP_AUTHORIZATION=f"Bearer {token}")
        client.default_format = "json"
        return client

    return make


@pytest.fixture
def api_owner(people, client_of):
    return client_of(people.owner)


@pytest.fixture
def api_admin(people, client_of):
    return client_of(people.admin)


@pytest.fixture
def api_colleague(people, client_of):
    return client_of(people.colleague)


@pytest.fixture
def api_stranger(people, client_of):
    return client_of(people.stranger)


@pytest.fixture
def api_predicted(api_owner, student, answers):
    """A prediction that the owner asked for about their student, as the API gave it."""
    body = {"task": "math", "answers": answers, "student": student.pk}
    return api_owner.post("/api/v1/predictions/", body, format="json").json()
