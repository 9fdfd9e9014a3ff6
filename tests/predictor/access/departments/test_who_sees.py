"""Who can see a student, and why: the same answer as the rights give, person by person."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from predictor.access.people.work import Asked, change, give_roles
from predictor.access.rights import Act, may
from predictor.access.seen.reasons import who_sees, why_sees
from predictor.access.seen.why_not import account_of, why_not
from predictor.access.seen.words import said
from predictor.models import Classroom, Membership


def told(student):
    return {one.user.username: [said(reason) for reason in one.reasons] for one in who_sees(student)}


def test_every_reason_of_everybody_is_told(people, department, student):
    change(people.colleague, Asked(roles=["teacher", "head"], names=True), people.admin, "x")
    assert told(student) == {
        "admin": ["Admin"],
        "colleague": ["Teaches Class 8a", "Head of school, who is allowed to see names"],
        "owner": ["Teaches Class 8a"],
        "stranger": ["Head of Mathematics, which was given Class 8a: sees Maths score"],
    }


def test_it_is_what_the_rights_say_of_each_account(people, department, student):
    for number, roles in enumerate(([], ["head"], ["data_manager"], ["teacher"], ["head_of_department"])):
        give_roles(User.objects.create_user(f"other{number}"), roles, people.admin, "x")
    give_roles(people.colleague, ["data_manager"], people.admin, "teaches no more, though nobody took the class")
    change(people.owner, Asked(is_active=False), people.admin, "x")
    seers = {one.user for one in who_sees(student)}
    assert (
        seers == {user for user in User.objects.all() if may(user, Act.SEE, student)} == {people.admin, people.stranger}
    )


def test_a_class_besides_is_a_reason_until_the_student_left_it(people, student):
    set_two = Classroom.objects.create(name="Set 2", schema_version=student.classroom.schema_version)
    set_two.teachers.add(people.stranger)
    membership = Membership.objects.create(student=student, classroom=set_two)
    assert [said(reason) for reason in why_sees(people.stranger, student)] == ["Teaches Set 2"]
    Membership.objects.filter(pk=membership.pk).update(left_at="2026-01-01T00:00:00Z")
    assert why_sees(people.stranger, student) == ()


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
@pytest.mark.usefixtures("department")
def test_the_page_and_the_api_open_to_who_may_share_the_class(who, status, as_user, client_of, people, student):
    user = getattr(people, who)
    assert as_user(user).get(reverse("student-who-sees", args=[student.pk])).status_code == status
    assert client_of(user).get(f"/api/v1/students/{student.pk}/who-sees-this/").status_code == status


def test_the_page_says_it_and_the_student_leads_there(owner, department, student):
    page = owner.get(reverse("student-who-sees", args=[student.pk])).text
    assert "Head of Mathematics, which was given Class 8a: sees Maths score" in page
    assert reverse("student-who-sees", args=[student.pk]) in owner.get(reverse("student", args=[student.pk])).text


def test_the_api_gives_roles_classes_and_tasks(api_owner, people, department, student):
    results = api_owner.get(f"/api/v1/students/{student.pk}/who-sees-this/").json()["results"]
    (reason,) = next(one["reasons"] for one in results if one["account"] == people.stranger.pk)
    assert (reason["role"], reason["classroom"]) == ("head_of_department", student.classroom_id)
    assert (reason["department"], reason["tasks"]) == ("Mathematics", ["math"])


def test_as_many_queries_for_many_people_as_for_few(people, department, student):
    with CaptureQueriesContext(connection) as few:
        who_sees(student)
    for number in range(9):
        student.classroom.teachers.add(User.objects.create_user(f"teacher{number}"))
    with CaptureQueriesContext(connection) as many:
        assert len(who_sees(student)) == 13
    assert len(many) <= len(few)


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        (["teacher"], "Teacher, and does not teach Class 8a"),
        (["head_of_department"], "Head of department, and none was given to them"),
        (["head"], "Head of school, who sees totals: no admin lets them see names"),
        (["data_manager"], "Data manager, who opens no student"),
        ([], "Has no role"),
    ],
)
def test_each_role_says_what_it_lacks(roles, reason, people, student):
    user = User.objects.create_user("other")
    give_roles(user, roles, people.admin, "x")
    assert why_not(account_of("other"), student) == [reason]


def test_a_department_without_the_class_is_named(people, department, student):
    department.classrooms.clear()
    told = why_not(people.stranger, student)
    assert told[-1] == "Head of Mathematics, which was not given Class 8a"


def test_there_is_a_reason_exactly_where_the_rights_refuse(people, department, student):
    change(people.colleague, Asked(is_active=False), people.admin, "x")
    for user in User.objects.all():
        assert bool(why_not(user, student)) is not bool(may(user, Act.SEE, student))


def test_an_admin_asks_on_the_page_and_over_the_api(admin, api_admin, department, student):
    User.objects.create_user("other")
    page = admin.get(reverse("student-who-sees", args=[student.pk]), {"account": "other"}).text
    assert "Teacher, and does not teach Class 8a" in page
    where = f"/api/v1/students/{student.pk}/who-sees-this/?account="
    assert api_admin.get(f"{where}other").json()["why_not"] == ["Teacher, and does not teach Class 8a"]
    assert api_admin.get(f"{where}owner").json()["why_not"] == []
    assert api_admin.get(f"{where}nobody").status_code == 400


def test_nobody_else_is_told_of_roles(owner, api_owner, student):
    page = owner.get(reverse("student-who-sees", args=[student.pk]), {"account": "stranger"}).text
    assert "does not teach" not in page
    assert api_owner.get(f"/api/v1/students/{student.pk}/who-sees-this/?account=stranger").status_code == 400
