"""Predicting stopped, as an admin does it."""

import pytest

from mlcore import stopping

WHY = "The inspectorate asks us to wait."


@pytest.fixture
def stop(math):
    return lambda: stopping.stop(who="head of school", why=WHY)


@pytest.fixture
def stopped(stop):
    return stop()
