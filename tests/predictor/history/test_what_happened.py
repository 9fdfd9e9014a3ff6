"""Beside each prediction of a list stands what happened, with one query for all of them."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.models import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def came(student, people):
    """A result in some days."""
    day = timezone.localdate() + dt.timedelta(days=3)
    row = {"schema_name": "exams", "field": "math_score", "door": "page", "made_by": people.owner}
    return lambda value: Outcome.objects.create(student=student, day=day, value=value, **row)


def saved(client):
    text = b"".join(client.get(reverse("history-csv")).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_page_says_it(owner, prediction, came):
    assert "reached" not in words(owner.get(reverse("history")))
    came(61)
    assert "reached 61" in words(owner.get(reverse("history")))


def test_the_file_has_it_with_its_day_and_place(owner, prediction, came):
    row = came(round(prediction.value))
    (line,) = saved(owner)
    assert (float(line["reached"]), line["reached_on"]) == (row.value, row.day.isoformat())
    assert line["reached_where"] == "inside the range for 8 of 10"


def test_the_file_is_blank_where_nothing_is_known(owner, prediction):
    (line,) = saved(owner)
    assert (line["reached"], line["reached_on"], line["reached_where"]) == ("", "", "")


def test_the_list_of_the_api_has_it(api_owner, prediction, came):
    address = "/api/v1/predictions/"
    assert api_owner.get(address).json()["results"][0]["result"] is None
    row = came(61)
    assert api_owner.get(address).json()["results"][0]["result"] == {"value": 61.0, "day": row.day.isoformat()}


def test_the_table_of_a_class_says_it(owner, prediction, came, student):
    came(61)
    assert "reached 61" in words(owner.get(reverse("class-predictions", args=[student.classroom_id, "math"])))


@pytest.mark.parametrize("times", [3, 30])
def test_it_costs_one_query_for_all(owner, predict, came, times, django_assert_max_num_queries):
    for _ in range(times):
        predict()
    came(61)
    with django_assert_max_num_queries(15):
        assert words(owner.get(reverse("history"))).count("reached 61") == times
