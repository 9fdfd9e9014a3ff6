"""Support by form: noted, ended by one button, corrected and removed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from predictor.models import Support

BODY = {"what": "Reading", "by_whom": "Mr Li", "from_day": "2026-09-01", "how_often": "daily", "why": "slow"}


@pytest.fixture
def where(student):
    return reverse("support", args=[student.pk])


def test_support_is_noted_and_shown_on_the_students_page(owner, student, where, people):
    assert "The support was noted." in owner.post(where, BODY, follow=True).text
    row = Support.objects.get()
    assert (row.student, row.what, row.until_day, row.made_by) == (student, "Reading", None, people.owner)
    assert "Mr Li" in owner.get(reverse("student", args=[student.pk])).text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"what": ""}, "This field is required"),
        ({"from_day": "yesterday"}, "Enter a valid date"),
        ({"until_day": "2026-08-01"}, "The last day lies before the first"),
        ({"until_day": "9999-12-31"}, "more than 20 years from today"),
        ({"from_day": "0001-01-01"}, "more than 20 years from today"),
        ({"why": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_is_unclear_is_refused_with_the_remedy(owner, where, change, said):
    assert said in owner.post(where, BODY | change).text
    assert not Support.objects.exists()


def test_one_button_ends_it_today(owner, where, note):
    row = note()
    assert "It ends today" in owner.get(where).text
    answer = owner.post(reverse("support-end", args=[row.pk]), follow=True)
    assert "“Reading group” ends today." in answer.text
    assert Support.objects.in_force().get().until_day == timezone.localdate()


def test_a_second_press_says_that_it_ended_meanwhile(owner, note):
    address = reverse("support-end", args=[note().pk])
    owner.post(address)
    assert "in the meantime" in owner.post(address, follow=True).text
    assert Support.objects.count() == 2


def test_a_correction_says_why_and_the_history_keeps_both(owner, where, note):
    address = reverse("support-correct", args=[note().pk])
    assert "This field is required" in owner.post(address, BODY).text
    answer = owner.post(address, BODY | {"why_replaced": "wrong group"}, follow=True)
    assert "The entry was corrected." in answer.text
    assert "wrong group" in answer.text
    assert "Noted: Reading group" in answer.text


def test_a_removal_needs_a_reason_and_stays_in_the_history(owner, where, note):
    address = reverse("support-correct", args=[note().pk])
    assert "This field is required" in owner.post(address, {"act": "remove"}).text
    answer = owner.post(address, {"act": "remove", "why_replaced": "another student"}, follow=True)
    assert "No support is noted." in answer.text
    assert "Removed as a mistake: Reading group" in answer.text


@pytest.mark.parametrize("name", ["support-correct", "support-end"])
def test_a_stranger_changes_nothing(teacher, note, name):
    body = BODY | {"why_replaced": "x"}
    assert teacher.post(reverse(name, args=[note().pk]), body).status_code == 404
    assert Support.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404)])
def test_whoever_teaches_them_opens_the_page_of_a_correction(as_user, people, note, who, status):
    address = reverse("support-correct", args=[note().pk])
    assert as_user(getattr(people, who)).get(address).status_code == status


def test_in_an_archived_class_it_is_read_only(owner, classroom, where, note):
    note()
    classroom.archived_at = timezone.now()
    classroom.save()
    shown = owner.get(where).text
    assert "Reading group" in shown
    assert "Note it" not in shown
    assert "It ends today" not in shown


def test_deleting_a_student_says_that_support_goes_too(owner, student, note):
    note()
    assert "noted about support goes" in owner.get(reverse("student-delete", args=[student.pk])).text
