"""The pages of people and departments, which nobody but admins knows."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.urls import reverse

from predictor.access.people import reads
from predictor.models import Department, DepartmentChange, RoleChange
from predictor.roles import names_allowed, roles_of

pytestmark = pytest.mark.django_db


def stored(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("name", ["people", "person", "departments", "department-new", "people-list-csv"])
@pytest.mark.parametrize(("who", "status"), [("owner", 404), ("stranger", 404), ("admin", 200)])
def test_they_open_for_admins_only(name, who, status, as_user, people):
    where = reverse(name, args=[people.owner.pk] if name == "person" else [])
    assert as_user(getattr(people, who)).get(where).status_code == status


def test_somebody_is_found_by_parts_of_name_and_by_role(admin, people):
    User.objects.filter(pk=people.owner.pk).update(first_name="Ada", last_name="Otieno", email="ada@school.example")
    for asked in ({"q": "oti ada"}, {"q": "ADA@"}, {"role": "teacher", "q": "own"}):
        page = admin.get(reverse("people"), asked).text
        assert "Ada Otieno" in page
        assert "colleague" not in page
    assert "Ada Otieno" not in admin.get(reverse("people"), {"role": "admin"}).text


def test_every_account_is_on_one_page_by_name_and_back_again(people, monkeypatch):
    monkeypatch.setattr(reads, "PAGE_SIZE", 3)
    User.objects.bulk_create([User(username=f"name{number}") for number in range(4)])
    names, after = [], ""
    while True:
        page = reads.page_of(reads.found(""), after=after)
        names += [user.username for user in page.rows]
        if not (after := page.after):
            break
    assert names == sorted(names)
    assert len(names) == 8
    before = reads.page_of(reads.found(""), before=names[6])
    assert [user.username for user in before.rows] == names[3:6]


@pytest.mark.parametrize("asked", [{"q": "\x00"}, {"after": "\x00"}, {"before": "é" * 999}, {"role": "boss"}])
def test_a_nonsense_search_is_no_crash(asked, admin):
    assert admin.get(reverse("people"), asked).status_code == 200


def test_as_many_queries_for_fifty_accounts_as_for_four(admin, people, django_assert_max_num_queries):
    User.objects.bulk_create([User(username=f"name{number}") for number in range(60)])
    with django_assert_max_num_queries(4):
        assert "Next page" in admin.get(reverse("people")).text


def test_roles_are_given_with_a_reason(admin, people):
    where = reverse("person", args=[people.stranger.pk])
    form = {"roles": ["teacher", "head"], "names": "on", "reason": "From August on."}
    assert admin.post(where, form).status_code == 302
    assert roles_of(stored(people.stranger)) == {"teacher", "head"}
    assert names_allowed(stored(people.stranger))
    page = admin.get(where).text
    assert "Given: Head of school" in page
    assert "From August on." in page


@pytest.mark.parametrize("form", [{"roles": ["head"]}, {"roles": ["boss"], "reason": "x"}])
def test_what_cannot_be_given_is_refused_beside_its_entry(form, admin, people):
    page = admin.post(reverse("person", args=[people.stranger.pk]), form)
    assert (page.status_code, "Please correct this first" in page.text) == (200, True)
    assert not RoleChange.objects.exists()


def test_the_last_admin_is_told_what_to_do_first(admin, people):
    page = admin.post(reverse("person", args=[people.admin.pk]), {"roles": ["teacher"], "reason": "x"}).text
    assert "Make somebody else an admin first." in page
    page = admin.post(reverse("person-activity", args=[people.admin.pk]), {"reason": "x"}).text
    assert "Make somebody else an admin first." in page
    assert stored(people.admin).is_active


def test_somebody_is_shut_out_and_let_in_again(admin, people):
    where = reverse("person-activity", args=[people.owner.pk])
    admin.post(where, {"reason": "left"})
    assert not stored(people.owner).is_active
    admin.post(where, {"reason": "is back"})
    assert stored(people.owner).is_active
    assert [change.why for change in RoleChange.objects.all()] == ["is back", "left"]


def test_a_department_is_made_and_changed(admin, department, people, classroom, math):
    where = reverse("department", args=[department.pk])
    assert 'value="Mathematics"' in admin.get(where).text
    form = {"name": "Maths", "heads": [people.stranger.pk], "classrooms": [], "tasks": [math.pk], "reason": "renamed"}
    assert admin.post(where, form).status_code == 302
    assert (Department.objects.get().name, Department.objects.get().classrooms.count()) == ("Maths", 0)
    assert DepartmentChange.objects.first().before["classrooms"] == [[classroom.pk, "Class 8a"]]


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "Mathematics"}, {"reason": ""}, {"heads": ["owner"]}])
def test_a_department_that_cannot_be_made_is_refused(wrong, admin, department, people):
    form = {"name": "Physics", "reason": "x"} | wrong
    form["heads"] = [getattr(people, name).pk for name in form.get("heads", [])]
    page = admin.post(reverse("department-new"), form)
    assert (page.status_code, "Please correct this first" in page.text) == (200, True)
    assert Department.objects.count() == 1


def test_who_has_a_second_factor_is_told(admin, people, api_admin):
    Authenticator.objects.create(user=people.owner, type="totp", data={})
    Authenticator.objects.create(user=people.stranger, type="recovery_codes", data={})
    page = " ".join(admin.get(reverse("people"), {"q": "owner"}).text.split())
    assert "· second factor ·" in page
    assert "· no second factor ·" in " ".join(admin.get(reverse("people"), {"q": "stranger"}).text.split())
    told = {one["username"]: one["second_factor"] for one in api_admin.get("/api/v1/people/").json()["results"]}
    assert (told["owner"], told["stranger"]) == (True, False)


def test_people_leads_to_invitations(admin):
    assert f'href="{reverse("invitations")}">Invitations</a>' in admin.get(reverse("people")).text
