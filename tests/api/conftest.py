"""Clients that hold a token."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from predictor.api import tokens


@pytest.fixture
def client_of() -> Callable[..., APIClient]:
    def make(user) -> APIClient:
        client = APIClient(HTTP_AUTHORIZATION=f"Bearer {tokens.issue(user)[0]}")
        client.default_format = "json"
        return client

    return make


@pytest.fixture
def owner(people, client_of):
    return client_of(people.owner)


@pytest.fixture
def colleague(people, client_of):
    return client_of(people.colleague)


@pytest.fixture
def stranger(people, client_of):
    return client_of(people.stranger)


@pytest.fixture
def predicted(owner, student, answers):
    """A prediction that the owner asked for about their student, as the API gave it."""
    body = {"task": "math", "answers": answers, "student": student.pk}
    return owner.post("/api/v1/predictions/", body, format="json").json()
