"""A class that a student is in besides their own."""

import pytest

from predictor.classes.keeping.work import add_to_class
from predictor.models import Classroom


@pytest.fixture
def set_two(classroom, people, student):
    """Taught by somebody else; Amara is in it besides Class 8a."""
    other = Classroom.objects.create(name="Set 2", schema_version=classroom.schema_version)
    other.teachers.add(people.stranger)
    add_to_class(student, other)
    return other
