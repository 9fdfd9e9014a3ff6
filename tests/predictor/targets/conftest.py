"""Targets to look at."""

import pytest

from predictor.targets.work import Aim, Signed, newest_of, set_target


@pytest.fixture
def aim(student, math, people):
    """Sets a target as somebody who saw what is there now."""

    def aim(score=70.0, by=people.owner, why="she asked for it", task=math, **more):
        newest = newest_of(student, task)
        signed = Signed(by=by, why=why, seen=newest and newest.pk)
        return set_target(student, task, Aim(score=score, grade=more.pop("grade", "")), signed, **more)

    return aim
