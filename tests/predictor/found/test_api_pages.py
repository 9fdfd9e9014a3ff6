"""The list of the API leads through the same rows as a plain query, whatever it is narrowed to."""

import datetime as dt

import pytest
from django.utils import timezone

from predictor.models import Prediction

pytestmark = pytest.mark.django_db


def read(client, **query):
    """All pages, of two rows each."""
    keys, answer = [], client.get("/api/v1/predictions/", {"limit": 2} | query).json()
    while answer["next"]:
        keys += [row["id"] for row in answer["results"]]
        answer = client.get(answer["next"]).json()
    return keys + [row["id"] for row in answer["results"]]


@pytest.fixture
def five(predict):
    return [predict() for _ in range(4)] + [predict(student=None)]


def test_pages_are_newest_first_and_show_each_row_once(api_owner, five):
    assert read(api_owner) == [one.pk for one in reversed(five)]


def test_filters_narrow_as_a_query_does(api_owner, five, student, math):
    theirs = [one.pk for one in reversed(five[:4])]
    whole = {"task": "math", "model_version": math.versions.get().pk}
    assert read(api_owner, student=student.pk) == read(api_owner, classroom=student.classroom_id, **whole) == theirs
    assert read(api_owner, task="math-early") == read(api_owner, model_version=10_000) == []
    assert read(api_owner, classroom=10_000) == []


def test_from_a_time_on_and_before_another(api_owner, five):
    first, second = five[1].made_at, five[3].made_at
    between = [one.pk for one in (five[2], five[1])]
    assert read(api_owner, made_after=first.isoformat(), made_before=second.isoformat()) == between
    later = timezone.now() + dt.timedelta(days=1)
    assert read(api_owner, made_after=later.isoformat()) == []


def test_a_page_goes_on_where_the_last_row_is_gone(api_owner, five):
    answer = api_owner.get("/api/v1/predictions/", {"limit": 2}).json()
    Prediction.objects.filter(pk=answer["results"][-1]["id"]).delete()
    rest = api_owner.get(answer["next"]).json()["results"]
    assert [row["id"] for row in rest] == [five[2].pk, five[1].pk]
    assert api_owner.get("/api/v1/predictions/", {"cursor": 1}).json() == {"results": [], "next": None}


def test_nobody_sees_those_of_others(api_stranger, five):
    assert read(api_stranger) == []
