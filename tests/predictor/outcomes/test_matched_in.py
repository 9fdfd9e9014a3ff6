"""Results of several classes are read together, of each the newest, and as those of the whole task are."""

import pytest
from held_predictions import came

from predictor.outcomes import matched as module
from predictor.outcomes.matched import matched, matched_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_classes(hold, others, classroom):
    hold(4)
    hold(3, of=others)
    return [classroom.pk, others.pk]


def test_by_class_they_are_those_of_the_task(math, two_classes):
    found = matched_in(two_classes, math)
    assert {key: len(matches) for key, matches in found.items()} == dict(zip(two_classes, (4, 3), strict=True))
    together = sorted((match for matches in found.values() for match in matches), key=lambda match: match.outcome)
    assert together == matched(math)


def test_of_each_class_the_newest_are_read(math, two_classes, monkeypatch):
    monkeypatch.setattr(module, "MOST_OF_CLASS", 2)
    found = matched_in(two_classes, math)
    newest = {key: [match for match in matched(math) if match.classroom == key][-2:] for key in two_classes}
    assert found == newest


def test_the_day_begins_at_midnight_where_the_school_is(math, student, people, predict, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    predict()
    came(student, math, 61, people.owner, days=0)
    assert matched(math) == []


def test_two_queries_read_many_classes(math, two_classes, django_assert_num_queries):
    with django_assert_num_queries(2):
        matched_in(two_classes, math)
