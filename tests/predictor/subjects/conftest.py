"""A student with four questions, all of which a model answers."""

import datetime as dt

import pytest
from django.utils import timezone

from predictor.models import Outcome


@pytest.fixture
def early(math):
    """The second question about the maths score."""
    return other_live_task(math, "math-early")


@pytest.fixture
def others(math, early):
    return [early, other_live_task(math, "reading"), other_live_task(math, "writing")]


def other_live_task(math, slug):
    from factories import new_version

    from mlcore.versions import promotions

    task = math.schema_version.tasks.select_related("schema_version").get(slug=slug)
    promotions.promote(new_version(task), who="a test", why="to have one")
    return task


@pytest.fixture
def came(student, people):
    """A result of so many days from today, negative for the past."""

    def record(value, field="math_score", days=0, of=student):
        day = timezone.localdate() + dt.timedelta(days=days)
        row = {"schema_name": "exams", "field": field, "value": value, "door": "page", "made_by": people.owner}
        return Outcome.objects.create(student=of, day=day, **row)

    return record


@pytest.fixture
def predict_all(math, others, predict, answers):
    """One prediction of every question."""

    def make():
        for task in (math, *others):
            predict(task=task, answers={slug: answers.get(slug) for slug in task.question.inputs})

    return make
