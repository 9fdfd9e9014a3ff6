"""No training learns from a student who objects; what one did before is told."""

import pytest

from mlcore.models import Dataset
from predictor.models import Student
from predictor.objections import work
from predictor.objections.learned import may_have_learned
from predictor.training import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def objects(people, student):
    return lambda objects_now=True: work.turn(student, objects_now, by=people.owner, why="They wrote.")


def test_their_results_are_in_no_row(math, enter, reach, objects):
    enter()
    reach(66.0)
    objects()
    assert recorded.rows_of(math) == []
    assert recorded.counts_of(math) == (0, 0)
    assert recorded.store(math) is None


def test_once_taken_back_they_are_learned_from_again(math, enter, reach, objects):
    enter()
    reach(66.0)
    objects()
    objects(False)
    assert len(recorded.rows_of(math)) == 1


def test_versions_that_may_have_learned_from_them_are_told(math, enter, reach, student):
    enter()
    reach(66.0)
    version = math.versions.get()
    assert may_have_learned(student) == []
    version.run.dataset = recorded.store(math)
    version.run.started_at = student.outcomes.get().made_at
    version.run.save()
    assert may_have_learned(Student.objects.get()) == [version]
    assert Dataset.objects.count() == 2
