"""Students with predictions and results."""

import pytest
from held_predictions import held

from predictor.models import Classroom


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
