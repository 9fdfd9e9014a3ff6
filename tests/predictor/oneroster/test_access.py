"""Files of a school are for the admin; to everybody else they are not there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.access.clearing import clear_expired, kept
from predictor.models import Roster, Student

pytestmark = pytest.mark.django_db
STEPS = ("roster-classes", "roster-who", "roster-look")
FORMS = (*STEPS, "roster-undo", "roster-discard")
WHO = [("owner", 404), ("colleague", 404), ("stranger", 404), ("admin", 200)]


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize(("who", "status"), WHO)
def test_a_step_opens_only_for_the_admin(name, who, status, as_user, people, draft, school):
    page = as_user(getattr(people, who)).get(reverse(name, args=[draft(school()).row.pk]))
    assert page.status_code == status


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("who", ["owner", "colleague", "stranger"])
def test_nobody_else_changes_anything(name, who, as_user, people, draft, school):
    made = draft(school())
    sent = {"plan": made.plan().hash}
    assert as_user(getattr(people, who)).post(reverse(name, args=[made.row.pk]), sent).status_code == 404
    assert (Roster.objects.get().state, Student.objects.count()) == ("draft", 0)


@pytest.mark.parametrize(("who", "status"), [("owner", 404), ("colleague", 404), ("stranger", 404), ("admin", 302)])
def test_a_file_is_taken_from_the_admin_alone(who, status, as_user, people, school, math):
    file = SimpleUploadedFile("school.zip", school())
    assert as_user(getattr(people, who)).post(reverse("rosters"), {"file": file}).status_code == status
    assert Roster.objects.exists() is (status == 302)


@pytest.mark.parametrize(("who", "is_offered"), [("owner", False), ("admin", True)])
def test_the_first_page_offers_it_to_the_admin(who, is_offered, as_user, people, classroom):
    page = as_user(getattr(people, who)).get(reverse("home")).content.decode()
    assert (reverse("rosters") in page) is is_offered


def test_a_teacher_of_a_class_sees_what_the_file_did_to_it(as_user, people, stored, school):
    row = stored(school(), teachers={"t1": people.owner.pk})
    part = row.parts.get(classroom__name="Maths 7A")
    address = reverse("import", args=[part.pk])
    assert as_user(people.owner).get(address).status_code == 200
    assert as_user(people.stranger).get(address).status_code == 404


def test_an_admin_is_told_that_a_file_was_cleared_and_others_are_told_nothing(draft, as_user, people, school):
    made = draft(school())
    Roster.objects.update(made_at=timezone.now() - kept("drafts"))
    clear_expired()
    address = reverse("roster-look", args=[made.row.pk])
    answer = as_user(people.admin).get(address, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("rosters")
    assert "Upload it again" in words(answer)
    assert as_user(people.owner).get(address).status_code == 404
