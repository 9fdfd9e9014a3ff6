"""A student who objects, as a teacher notes it."""

import pytest

from predictor.objections import work


@pytest.fixture
def objects(people):
    """Note an objection of a student, or take it back."""

    def turn(student, objects_now=True, why="Their mother wrote on Monday."):
        return work.turn(student, objects_now, by=people.owner, why=why)

    return turn


@pytest.fixture
def objecting(student, objects):
    objects(student)
    return student
