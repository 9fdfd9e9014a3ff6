"""What is due is counted as far as a page tells it, and found as a plain query finds it."""

from datetime import timedelta

import pytest
from django.db.models import Min, Q
from django.utils import timezone

from predictor.models import Classroom, Membership, RetentionNotice, Student, Submission
from predictor.retention import work
from predictor.retention.due import DueRows, FormerSubmissions, counted
from predictor.retention.work import planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(classroom, student, math, people, answers):
    """Of an archived class two former students and one who is in another class besides; one of that other class."""
    other = Classroom.objects.create(name="9a", schema_version=classroom.schema_version)
    former, besides, taught = (Student.objects.create(classroom=classroom, name=name) for name in "ABC")
    Student.objects.filter(pk=taught.pk).update(classroom=other)
    Membership.objects.create(student=besides, classroom=other)
    Classroom.objects.filter(pk=classroom.pk).update(archived_at=timezone.now())
    about = {"task": math, "schema_version": math.schema_version, "made_by": people.owner, "answers": answers}
    for number, whose in enumerate((student, former, besides, taught, None) * 4):
        moment = timezone.now() - timedelta(days=number)
        Submission.objects.create(**about, student=whose, door="page", made_at=moment)


def plain(before):
    elsewhere = Membership.objects.active().filter(classroom__archived_at=None).values("student")
    former = Student.objects.exclude(classroom__archived_at=None).exclude(pk__in=elsewhere)
    return Submission.objects.filter(Q(student=None) | Q(student__in=former), made_at__lte=before)


@pytest.mark.parametrize("days", [0, 7, 15, 18, 30])
def test_submissions_of_former_students_are_those_of_the_plain_query(days, school):
    before = timezone.now() - timedelta(days=days)
    found, rows = FormerSubmissions(before), plain(before)
    assert sorted(found.keys(100)) == sorted(rows.values_list("pk", flat=True))
    assert found.count(None) == rows.count()
    assert found.oldest() == rows.aggregate(first=Min("made_at"))["first"]


def test_nobody_counts_further_than_is_told(school):
    found = FormerSubmissions(timezone.now())
    assert (found.count(3), len(found.keys(3))) == (3, 3)
    assert counted(found, 11) == (11, True)
    assert counted(found, 12) == counted(found, None) == (12, False)
    assert counted(DueRows(Student.objects.all(), "created_at"), 2) == (2, True)


def test_a_page_and_the_api_say_that_there_are_more(admin, api_admin, school, monkeypatch, settings):
    settings.KEPT_DAYS = settings.KEPT_DAYS | {"former_predictions": 1}
    monkeypatch.setattr(work.planned, "__defaults__", (5,))
    assert "more than 5" in admin.get("/kept/").text
    told = {one["kind"]: one for one in api_admin.get("/api/v1/retention/").json()["kinds"]}
    assert (told["former_predictions"]["due"], told["former_predictions"]["due_is_more"]) == (5, True)
    assert told["undo_data"]["due_is_more"] is False


def test_reading_takes_as_many_queries_for_many_as_for_none(school, settings, django_assert_max_num_queries):
    planned()
    settings.KEPT_DAYS = settings.KEPT_DAYS | {"former_predictions": 1}
    RetentionNotice.objects.filter(kind="former_predictions").update(days=1)
    with django_assert_max_num_queries(21):
        assert sum(one.due for one in planned()) == 11
