"""What a student really reached, and what was said before a correction."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from predictor.models import Outcome, Submission
from predictor.outcomes.reads import reached
from predictor.outcomes.work import Result, record

pytestmark = pytest.mark.django_db
JUNE = dt.date(2026, 6, 30)


@pytest.fixture
def say(student, people):
    def say(value, day=JUNE, field="math_score", replaces=None, schema_name="exams"):
        result = Result(student=student.pk, field=field, value=value, day=day, replaces=replaces and replaces.pk)
        return record([result], schema_name=schema_name, made_by=people.owner, door=Submission.Door.FILE)[0]

    return say


def test_the_newest_day_comes_first(student, say, people):
    say(50.0, dt.date(2026, 1, 1))
    say(60.4)
    told = [(one.label, one.shown) for one in reached(student, people.owner)]
    assert told == [("Maths score", "60"), ("Maths score", "50")]


def test_the_file_has_every_result_also_where_the_page_shows_the_newest(student, say, owner, people):
    for number in range(55):
        say(float(number), JUNE - dt.timedelta(days=number))
    file = b"".join(owner.get(reverse("results-csv", args=[student.pk])).streaming_content).decode()
    assert (len(reached(student, people.owner)), len(file.splitlines())) == (50, 56)


def test_a_correction_says_what_was_there_before(student, say, people):
    say(65.0, replaces=say(56.0))
    assert [(one.shown, one.before) for one in reached(student, people.owner)] == [("65", "56")]


def test_of_a_field_that_the_schema_has_no_more_the_value_is_shown(student, say, people):
    say(50.0, field="gone")
    say(3.5, schema_name="other")
    assert {(one.label, one.shown) for one in reached(student, people.owner)} == {("gone", "50"), ("math_score", "3.5")}


def test_the_database_refuses_to_change_one(say):
    row = say(50.0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Outcome.objects.filter(pk=row.pk).update(value=60.0)


def test_one_row_is_corrected_once(say):
    first = say(50.0)
    say(60.0, replaces=first)
    with pytest.raises(DatabaseError), transaction.atomic():
        say(70.0, replaces=first)


@pytest.mark.parametrize(("who", "count"), [("owner", 1), ("colleague", 1), ("stranger", 0), ("admin", 1)])
def test_they_are_seen_by_those_who_see_the_student(who, count, say, people):
    say(50.0)
    assert Outcome.objects.visible_to(getattr(people, who)).count() == count
