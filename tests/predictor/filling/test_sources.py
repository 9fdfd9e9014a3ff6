"""What can go into a gradebook, and whose value it is."""

import datetime as dt

import pytest

from predictor.access.questions import tasks_of
from predictor.filling.sources import sources, values
from predictor.models import Outcome, Student, Submission

DAY = dt.date(2026, 6, 1)


@pytest.fixture
def source(classroom):
    every = sources(tasks_of(classroom), classroom.schema_version.schema)
    return {one.key: one for one in every}.__getitem__


@pytest.fixture
def reach(amara, math, people):
    def make(value, **changes):
        told = {"student": amara, "schema_name": math.schema_version.name, "field": math.question.target, "day": DAY}
        return Outcome.objects.create(value=value, door=Submission.Door.PAGE, made_by=people.owner, **told | changes)

    return make


def test_the_newest_result_in_force_is_written(source, classroom, math, amara, reach):
    wrong = reach(40.0)
    reach(44.0, replaces=wrong, why="typed wrongly")
    reach(30.0, day=DAY - dt.timedelta(days=90))
    assert values(source(f"reached:{math.question.target}"), classroom) == {amara.pk: 44.0}


def test_results_of_other_classes_and_schemas_are_not(source, classroom, math, amara, reach):
    reach(44.0, schema_name="another")
    assert values(source(f"reached:{math.question.target}"), classroom) == {}


def test_a_recorded_choice_is_written_as_pages_show_it(source, classroom, amara):
    schema = classroom.schema_version.schema
    field = next(field for field in schema.fields if field.is_choice and not field.sensitive)
    Student.objects.filter(pk=amara.pk).update(known={field.slug: field.choices[0]})
    assert values(source(f"known:{field.slug}"), classroom) == {amara.pk: field.shown(field.choices[0])}


@pytest.mark.parametrize(("end", "column"), [("low-80", "low80"), ("high-90", "high90"), ("value", "value")])
def test_predictions_are_written_as_pages_say_them_in_whole_points(source, classroom, amara, predict, end, column):
    prediction = predict(student=amara)
    (value,) = values(source(f"math:{end}"), classroom).values()
    assert value == int(value)
    assert value == pytest.approx(getattr(prediction, column), abs=0.5)


def test_every_source_has_a_key_of_its_own(classroom):
    every = sources(tasks_of(classroom), classroom.schema_version.schema)
    assert len({one.key for one in every}) == len(every)
