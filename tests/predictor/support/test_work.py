"""Support is noted, ended, corrected and removed; each of these keeps what was said before."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from predictor.models import Student, Support
from predictor.problems import ClassArchived, DeletedMeanwhile, SupportChanged, SupportStays
from predictor.support.work import Said, correct, end, remove

pytestmark = pytest.mark.django_db
OCTOBER = dt.date(2026, 10, 15)


def test_an_end_is_a_row_of_its_own(note, signed):
    before = note()
    after = end(before, OCTOBER, signed)
    assert (after.replaces, after.until_day, after.what) == (before, OCTOBER, before.what)
    assert list(Support.objects.in_force()) == [after]


def test_what_ended_does_not_end_again(note, signed):
    ended = end(note(), OCTOBER, signed)
    with pytest.raises(SupportStays, match="15 October 2026"):
        end(ended, OCTOBER + dt.timedelta(days=1), signed)


def test_what_has_not_begun_cannot_end(note, signed):
    with pytest.raises(SupportStays, match="has not begun"):
        end(note(from_day=OCTOBER), OCTOBER - dt.timedelta(days=1), signed)


def test_a_correction_keeps_what_was_said_who_and_why(note, signed, people):
    before = note()
    after = correct(before, replace(Said.of(before), how_often="weekly"), signed)
    assert (after.how_often, after.why_replaced, after.made_by) == ("weekly", "typed wrongly", people.owner)
    assert after.replaces.how_often == "daily"


def test_a_correction_without_a_change_is_refused(note, signed):
    row = note()
    with pytest.raises(SupportStays, match="Nothing is different"):
        correct(row, Said.of(row), signed)


def test_what_was_removed_stays_in_the_history_only(note, signed):
    row = note()
    removed = remove(row, signed)
    assert not Support.objects.in_force().exists()
    assert removed.replaces == row
    with pytest.raises(SupportChanged):
        correct(removed, replace(Said.of(row), what="Other"), signed)


@pytest.mark.parametrize("again", [lambda row, by: end(row, OCTOBER, by), remove])
def test_what_was_replaced_meanwhile_stays(note, signed, again):
    row = note()
    end(row, OCTOBER, signed)
    with pytest.raises(SupportChanged):
        again(row, signed)


def test_the_same_support_is_not_noted_twice(note):
    note()
    with pytest.raises(SupportStays, match="noted already"):
        note(why="another click")


def test_an_end_before_the_beginning_is_refused(note):
    with pytest.raises(SupportStays, match="before the first"):
        note(until_day=dt.date(2026, 8, 1))


@pytest.mark.parametrize("far", [{"until_day": dt.date.max}, {"from_day": dt.date.min}, {"from_day": dt.date.max}])
def test_a_day_that_no_school_speaks_of_is_refused(note, said, signed, far):
    there = note()
    for again in (lambda: note(**far), lambda: correct(there, said(**far), signed)):
        with pytest.raises(SupportStays, match="more than 20 years from today"):
            again()


def test_nothing_ends_on_a_day_that_no_school_speaks_of(note, signed):
    with pytest.raises(SupportStays, match="more than 20 years from today"):
        end(note(), dt.date.max, signed)


def test_of_a_student_who_is_gone_nothing_is_noted(student, note):
    gone = Student.objects.get(pk=student.pk)
    student.delete()
    with pytest.raises(DeletedMeanwhile):
        note(gone)


def test_nothing_is_noted_in_an_archived_class(classroom, note):
    classroom.archived_at = timezone.now()
    classroom.save()
    with pytest.raises(ClassArchived):
        note()


def test_the_database_refuses_to_rewrite_it(note):
    note()
    with pytest.raises(DatabaseError, match="history"), transaction.atomic():
        Support.objects.update(why="for no reason")


def test_the_database_refuses_a_second_row_in_place_of_one(note, signed, people):
    row = note()
    end(row, OCTOBER, signed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(student=row.student, replaces=row, from_day=OCTOBER, made_by=people.owner)


def test_it_goes_with_its_student(student, note, signed):
    end(note(), OCTOBER, signed)
    student.delete()
    assert not Support.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "is_found"), [((8, 1), (8, 31), False), ((8, 1), (9, 1), True), ((10, 15), (11, 1), True)]
)
def test_support_between_two_days_goes_on_in_one_of_them_at_least(note, first, last, is_found):
    note(until_day=OCTOBER)
    found = Support.objects.between(dt.date(2026, *first), dt.date(2026, *last))
    assert found.exists() is is_found
