"""A worker as the queue sees one."""

import pytest
from django.db import connection

from predictor.jobs.worker import presence


@pytest.fixture
def a_worker(db):
    """The lock outlives the transaction of a test, but must not outlive the test."""
    presence.show()
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
