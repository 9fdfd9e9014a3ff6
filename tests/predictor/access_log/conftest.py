"""The lines of the log, oldest first."""

import pytest


@pytest.fixture
def lines(db):
    from predictor.models import AccessLine

    return lambda **which: list(AccessLine.objects.filter(**which).order_by("id"))


@pytest.fixture
def line(lines):
    """The only one there is."""

    def only(**which):
        (found,) = lines(**which)
        return found

    return only
