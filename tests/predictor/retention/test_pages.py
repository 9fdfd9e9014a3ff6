"""Admins read what is kept for how long, and are warned before the first deletion; nobody else."""

import pytest
from django.urls import reverse

WARNING = "about to go"


def test_an_admin_reads_days_what_is_due_and_from_when(admin, archived, student):
    archived(5_000)
    page = admin.get(reverse("kept")).text
    for told in ("ARCHIVED_CLASS_DAYS", "Kept for 730 days", "Old data is about to go", "JOB_DAYS"):
        assert told in page


def test_an_admin_is_warned_on_the_first_page(admin, owner, archived, student):
    assert WARNING not in admin.get(reverse("home")).text
    archived(5_000)
    assert WARNING in admin.get(reverse("home")).text
    assert WARNING not in owner.get(reverse("home")).text


def test_once_it_was_said_nobody_is_warned(admin, archived, student, said_long_ago):
    archived(5_000)
    assert WARNING not in admin.get(reverse("home")).text
    assert WARNING not in admin.get(reverse("kept")).text


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger"])
def test_nobody_else_reads_it(who, as_user, people, client_of):
    person = getattr(people, who)
    assert as_user(person).get(reverse("kept")).status_code == 403
    assert client_of(person).get("/api/v1/retention/").status_code == 403


def test_the_api_tells_the_same(api_admin, archived, student):
    archived(5_000)
    (first, *_others) = api_admin.get("/api/v1/retention/").json()["kinds"]
    assert (first["kind"], first["days"], first["due"]) == ("archived_classes", 730, 1)
    assert first["oldest"] < first["not_before"]
