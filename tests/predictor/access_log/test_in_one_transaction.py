"""A change and its line are stored together, or neither is."""

import pytest
from django.db import connection, transaction
from django.urls import reverse

from predictor.access_log import work
from predictor.access_log.record import Record
from predictor.access_log.students import Of
from predictor.access_log.work import write
from predictor.models import AccessLine, Student

pytestmark = pytest.mark.django_db(transaction=True)


class Unwritten(Exception):
    """The log cannot be written."""


@pytest.fixture
def full_log(monkeypatch):
    def fail(*_, **__):
        raise Unwritten

    monkeypatch.setattr(work, "_insert", fail)


def test_nothing_is_changed_whose_line_cannot_be_written(full_log, owner, student):
    owner.raise_request_exception = False
    where = reverse("student-edit", args=[student.pk])
    assert owner.post(where, {"name": "Another"}).status_code == 500
    assert Student.objects.get().name == "Amara Osei"


def test_nothing_is_shown_whose_line_cannot_be_written(full_log, owner, student):
    owner.raise_request_exception = False
    assert owner.get(reverse("student", args=[student.pk])).status_code == 500


def test_a_change_leaves_one_line(owner, student):
    owner.post(reverse("student-edit", args=[student.pk]), {"name": "Another"})
    assert Student.objects.get().name == "Another"
    assert list(AccessLine.objects.values_list("act", "students")) == [("changed", [student.pk])]


def test_a_new_student_and_their_line_are_of_one_transaction(owner, classroom):
    owner.post(reverse("student-new", args=[classroom.pk]), {"name": "Ben"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT s.id, l.students[1] FROM predictor_student s, predictor_accessline l")
        made, told = cursor.fetchone()
    assert made == told


def test_a_deleted_student_is_in_the_line_of_the_deletion(owner, student):
    owner.post(reverse("student-delete", args=[student.pk]))
    assert list(AccessLine.objects.values_list("act", "students")) == [("deleted", [student.pk])]


def test_what_a_change_taken_back_had_prepared_still_writes_lines(owner, student):
    record = {"door": AccessLine.Door.PAGE, "act": AccessLine.Act.SAW, "what": "student", "of": Of.STUDENT}
    connection.close()
    with transaction.atomic():
        write(Record(key=student.pk, **record))
        transaction.set_rollback(True)
    write(Record(key=student.pk, **record))
    assert list(AccessLine.objects.values_list("students")) == [([student.pk],)]
