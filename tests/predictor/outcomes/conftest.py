"""Students with predictions and results."""

import pytest
from django.utils import timezone
from held_predictions import held

from predictor.models import Classroom
from predictor.support import work as support


@pytest.fixture
def hold(classroom, people, answers, math):
    def hold(count, of=classroom, **how):
        return held(of, people.owner, answers, math, count, **how)

    return hold


@pytest.fixture
def others(math, people):
    """A class of the stranger's."""
    other = Classroom.objects.create(name="Class 9z", schema_version=math.schema_version)
    other.teachers.add(people.stranger)
    return other


@pytest.fixture
def note(people):
    """Support of the students of these predictions that goes on since then."""

    def note(predictions):
        for prediction in predictions:
            about = {"what": "reading", "by_whom": "Mr Li", "how_often": "daily", "why": "slow"}
            said = support.Said(from_day=timezone.localdate(), **about)
            support.add(prediction.student, said, support.Signed(by=people.owner))

    return note
