"""Which boundaries are in force: of the class before those for all, of the day before those of today."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mlcore.datasets import schemas
from mlcore.models import SchemaVersion
from mlcore.pipeline.schema import Schema
from predictor.grades.in_force import InForce, grading_of
from predictor.models import GradeBoundaries

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)


def boundaries(start: float) -> dict:
    return {"grade": [{"label": "good", "from": start}, {"label": "other", "from": 0}]}


@pytest.fixture
def decide(people):
    def decide(content, classroom=None, days_ago=1, made_ago=2):
        return GradeBoundaries.objects.create(
            schema_name="exams",
            field="math_score",
            classroom=classroom,
            valid_from=timezone.localdate(NOW - days_ago * DAY),
            content=content,
            reason="x",
            made_by=people.admin,
            made_at=NOW - made_ago * DAY,
        )

    return decide


def start_of_the_best(task, classroom=None, at=NOW) -> float:
    return InForce().at(task, classroom and classroom.pk, at).grades[-1].start


def test_without_a_decision_the_schema_speaks(math, classroom):
    assert grading_of(math, classroom) == math.target.grading
    assert start_of_the_best(math) == 80


def test_a_decision_for_all_is_in_force_from_its_day_on(math, classroom, decide):
    decide(boundaries(70), days_ago=1)
    assert start_of_the_best(math, classroom) == 70
    assert start_of_the_best(math, classroom, NOW - 2 * DAY) == 80


def test_a_decision_of_the_class_comes_before_a_later_one_for_all(math, classroom, decide):
    decide(boundaries(60), classroom, days_ago=5, made_ago=6)
    decide(boundaries(70), days_ago=1)
    assert start_of_the_best(math, classroom) == 60
    assert start_of_the_best(math) == 70


def test_what_is_decided_for_a_day_to_come_waits(math, decide):
    decide(boundaries(70), days_ago=-1)
    assert start_of_the_best(math) == 80


def test_a_decision_says_nothing_of_what_was_predicted_before_it_was_made(math, decide):
    decide(boundaries(70), days_ago=9, made_ago=1)
    assert start_of_the_best(math, at=NOW - 2 * DAY) == 80
    assert start_of_the_best(math) == 70


def test_a_decision_can_be_taken_back(math, classroom, decide):
    decide(boundaries(70), days_ago=4, made_ago=5)
    decide(boundaries(60), classroom, days_ago=3, made_ago=4)
    decide({}, classroom, days_ago=2, made_ago=3)
    assert start_of_the_best(math, classroom) == 70
    decide({}, days_ago=1)
    assert start_of_the_best(math, classroom) == 80


def test_of_two_of_one_day_the_later_one_counts(math, decide):
    decide(boundaries(60))
    decide(boundaries(65))
    assert start_of_the_best(math) == 65


def test_the_first_grades_of_a_schema_speak_for_what_was_predicted_before_them(math):
    row = math.schema_version
    older = row.content | {"version": 1, "field": [without_grades(field) for field in row.content["field"]]}
    SchemaVersion.objects.create(name="exams", version=1, content=older, created_at=NOW - 9 * DAY)
    assert start_of_the_best(math, at=NOW - 5 * DAY) == 80


def test_what_was_predicted_under_older_boundaries_keeps_them(math):
    content = math.schema_version.content
    newer = content | {"version": 3, "field": [with_start(field, 85) for field in content["field"]]}
    before = timezone.now()
    schemas.register(Schema.from_dict(newer))
    math.refresh_from_db()
    assert start_of_the_best(math, at=before) == 80
    assert start_of_the_best(math, at=timezone.now()) == 85


def test_the_database_refuses_to_change_boundaries(decide):
    row = decide(boundaries(70))
    row.reason = "another"
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        row.save()
    row.refresh_from_db()
    assert row.reason == "x"


def test_two_queries_however_many_are_asked(math, classroom, decide, django_assert_max_num_queries):
    decide(boundaries(70))
    in_force = InForce()
    with django_assert_max_num_queries(2):
        for days in range(20):
            in_force.at(math, classroom.pk, NOW - days * DAY)


def without_grades(field: dict) -> dict:
    return {key: value for key, value in field.items() if key not in ("grade", "pass", "grades_note")}


def with_start(field: dict, start: float) -> dict:
    if "grade" not in field:
        return field
    best, *others = field["grade"]
    return field | {"grade": [best | {"from": start}, *others]}


def test_a_day_begins_at_midnight_where_the_school_is(math, decide, settings):
    settings.TIME_ZONE = "Asia/Kolkata"
    with timezone.override("Asia/Kolkata"):
        decide(boundaries(70), days_ago=1)
        midnight = timezone.localtime(NOW - DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    assert start_of_the_best(math, at=midnight) == 70
    assert start_of_the_best(math, at=midnight - dt.timedelta(microseconds=1)) == 80
