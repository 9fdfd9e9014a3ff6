"""What indexes find is what the plain query finds, whatever a list is narrowed to, in each order and from anywhere."""

import datetime as dt
from itertools import product

import pytest
from django.utils import timezone
from factories import new_version

from predictor.found import by_index
from predictor.found.asked import Asked, few, seen_by
from predictor.found.by_index import found
from predictor.found.rows import Listed
from predictor.found.way import Way, place_in_time
from predictor.history.pages import ORDERS
from predictor.models import Prediction, Student, Submission

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TIMES = [(None, None), (NOW - dt.timedelta(hours=9), None), (NOW - dt.timedelta(hours=7), NOW - dt.timedelta(hours=2))]


@pytest.fixture
def versions(math):
    return [math.versions.get(), new_version(math)]


@pytest.fixture
def students(classroom):
    return [Student.objects.create(classroom=classroom, name=name) for name in "ABCD"]


@pytest.fixture
def stored(math, people, answers, students, versions):
    """Of three students and of nobody, by two versions; some at the same time, some of the same value."""
    about = {"task": math, "made_by": people.owner}
    for number in range(30):
        whose, made_at = [*students[:3], None][number % 4], NOW - dt.timedelta(hours=number // 2)
        entered = {"schema_version": math.schema_version, "answers": answers, "door": "page"}
        row = Submission.objects.create(**about, **entered, student=whose, made_at=made_at)
        value = 40.0 + number * 7 % 10
        ends = {"low90": value - 2, "low80": value - 1, "value": value, "high80": value + 1, "high90": value + 2}
        by = {"model_version": versions[number % 3 == 0], "student": whose, "made_at": made_at}
        Prediction.objects.create(submission=row, **about, **by, **ends)


def plain(asked, owner):
    rows = Prediction.objects.all()
    if asked.students is not None:
        theirs = rows.filter(student__in=asked.students)
        rows = theirs | rows.filter(student=None, made_by=asked.made_by) if asked.made_by else theirs
    if asked.versions is not None:
        rows = rows.filter(model_version__in=asked.versions)
    rows = rows.filter(made_at__gte=asked.since) if asked.since else rows
    return rows.filter(made_at__lte=asked.until) if asked.until else rows


def everything_asked(owner, students, versions):
    whose = [(None, None), ([one.pk for one in students], None), ([students[0].pk], owner.pk), ((), owner.pk)]
    of = [None, (versions[0].pk,), tuple(one.pk for one in versions)]
    for (theirs, made_by), version, (since, until) in product(whose, of, TIMES):
        about = {"students": None if theirs is None else tuple(theirs), "made_by": made_by}
        yield Asked(**about, versions=version, since=since, until=until)


@pytest.mark.parametrize("most_sorted", [0, 20_000])
@pytest.mark.parametrize("order", ORDERS.values(), ids=list(ORDERS))
def test_indexes_find_what_the_plain_query_finds(order, most_sorted, stored, students, versions, people, monkeypatch):
    monkeypatch.setattr(by_index, "MOST_OF_A_TIME", most_sorted)
    for asked in everything_asked(people.owner, students, versions):
        rows, after = plain(asked, people.owner), ""
        for backwards in (False, False, True):
            way = order.way(after, 4, backwards=backwards)
            expected = [row.pk for row in way.of(rows)]
            assert found(asked, way) in (None, expected), (asked, way)
            assert [row.pk for row in Listed(rows, asked).next(way)] == expected
            last = Prediction.objects.filter(pk__in=expected[-1:]).first()
            after = order.cursor(last) if last else after


def test_a_place_in_time_of_a_row_that_is_gone_is_the_row_before_it(stored):
    first, older, gone = Prediction.objects.order_by("pk")[:3]
    assert place_in_time(gone.pk) == (gone.made_at, gone.pk, False)
    key = gone.pk
    gone.delete()
    assert place_in_time(key) == (older.made_at, older.pk, True)
    found = Way("made_at", True, place_in_time(key), 99).of(Prediction.objects.all())
    assert found[0] == older
    assert place_in_time(first.pk - 1) is None


def test_a_task_that_there_is_not_has_no_predictions(stored, students, math, versions):
    assert found(Asked().of_task(None), ORDERS["newest"].way("", 4)) == []
    assert found(Asked().of_task(math).of_version(None), ORDERS["newest"].way("", 4)) == []
    assert set(Asked().of_task(math).versions) == {one.pk for one in versions}


def test_whom_somebody_sees_is_said_by_students_where_they_are_few(people, student, monkeypatch):
    assert seen_by(people.admin) == Asked()
    assert seen_by(people.owner) == Asked(students=(student.pk,), made_by=people.owner.pk)
    monkeypatch.setattr("predictor.found.asked.MOST_STUDENTS", 0)
    assert few(Student.objects.all()) is None
    assert seen_by(people.owner) is None


@pytest.mark.parametrize("order", ORDERS.values(), ids=list(ORDERS))
def test_two_queries_find_a_page(order, stored, students, people, django_assert_max_num_queries):
    asked = Asked(students=tuple(one.pk for one in students), made_by=people.owner.pk)
    with django_assert_max_num_queries(2):
        assert len(found(asked, order.way("", 30))) == 30
