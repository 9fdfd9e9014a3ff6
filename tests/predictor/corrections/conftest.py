"""A student with a prediction that was made with an entry that is wrong."""

import pytest

from predictor.corrections import work
from predictor.models import Submission
from predictor.predicting.work import make_prediction

WRONG, RIGHT = 40.0, 80.0


@pytest.fixture
def enter(math, answers, people, student):
    def make(reading=WRONG):
        asked = {"task": math, "answers": answers | {"reading_score": reading}, "made_by": people.owner}
        return make_prediction(**asked, student=student, door=Submission.Door.PAGE)

    return make


@pytest.fixture
def ask(student, people):
    def make(right=RIGHT, **changes):
        asked = {"field": "reading_score", "right": right, "asked_by": "family", "said": "It was 80."}
        return work.ask(student, work.Asked(**asked | changes), people.owner)

    return make
