"""Support that was noted."""

import datetime as dt

import pytest

from predictor.support.work import Said, Signed, add

SEPTEMBER = dt.date(2026, 9, 1)


@pytest.fixture
def signed(people):
    return Signed(by=people.owner, why="typed wrongly")


@pytest.fixture
def said():
    def said(**other):
        usual = {
            "what": "Reading group",
            "by_whom": "Mr Li",
            "from_day": SEPTEMBER,
            "how_often": "daily",
            "why": "slow",
        }
        return Said(**usual | other)

    return said


@pytest.fixture
def note(student, said, signed):
    def note(who=student, **other):
        return add(who, said(**other), signed)

    return note
