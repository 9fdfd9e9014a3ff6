"""Roles are given and taken with a reason; the last admin stays."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from predictor.access.people import work
from predictor.access.people.work import Asked, change, give_roles
from predictor.models import Department, DepartmentChange, RoleChange, Session, Standing
from predictor.problems import LastAdmin, RolesRefused
from predictor.roles import RoleName, names_allowed, roles_of


def stored(user):
    return User.objects.get(pk=user.pk)


def test_roles_are_those_that_were_given_and_nothing_else(people):
    give_roles(people.stranger, ["head_of_department", "data_manager"], people.admin, "she asked")
    assert roles_of(people.stranger) == roles_of(stored(people.stranger)) == {"head_of_department", "data_manager"}


def test_every_change_is_kept_with_who_and_why_before_and_after(people):
    give_roles(people.stranger, ["head"], people.admin, " from August on ")
    (kept,) = RoleChange.objects.all()
    assert (kept.who, kept.whose, kept.account) == ("admin", "stranger", people.stranger.pk)
    assert (kept.before["roles"], kept.after["roles"], kept.why) == (["teacher"], ["head"], "from August on")


def test_what_changes_nothing_is_not_kept(people):
    assert give_roles(people.stranger, ["teacher"], people.admin, "x") is None
    assert not RoleChange.objects.exists()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_nothing_is_given_without_a_reason_that_can_be_kept(reason, people):
    with pytest.raises(RolesRefused) as refused:
        give_roles(people.stranger, ["head"], people.admin, reason)
    assert refused.value.about == "reason"
    assert roles_of(stored(people.stranger)) == {"teacher"}


def test_a_role_that_there_is_not_is_refused_with_those_there_are(people):
    with pytest.raises(RolesRefused, match=r"no role 'boss'; there are: teacher, .*admin"):
        give_roles(people.stranger, ["boss"], people.admin, "x")


@pytest.mark.parametrize("row", [{"roles": ["boss"]}, {"roles": ["teacher"], "names_allowed": True}])
def test_the_database_knows_what_can_be_given(row, people):
    with pytest.raises(IntegrityError), transaction.atomic():
        Standing.objects.create(user=people.stranger, **row)


def test_an_admin_is_made_and_enters_djangos_admin_as_well(people):
    give_roles(people.stranger, ["admin"], people.admin, "x")
    made = stored(people.stranger)
    assert (made.is_superuser, made.is_staff, roles_of(made)) == (True, True, {"admin"})
    give_roles(people.stranger, ["teacher"], people.admin, "x")
    assert not stored(people.stranger).is_superuser
    assert not stored(people.stranger).is_staff


def test_names_are_allowed_to_a_head_and_end_with_the_role(people):
    change(people.stranger, Asked(roles=["head"], names=True), people.admin, "the law asks for it")
    assert names_allowed(stored(people.stranger))
    give_roles(people.stranger, ["teacher"], people.admin, "x")
    give_roles(people.stranger, ["head"], people.admin, "x")
    assert not names_allowed(stored(people.stranger))


@pytest.mark.parametrize("asked", [Asked(roles=["teacher"]), Asked(roles=[]), Asked(is_active=False)])
def test_the_last_admin_stays(asked, people):
    with pytest.raises(LastAdmin, match="admin is the only admin who can sign in"):
        change(people.admin, asked, people.admin, "x")
    kept = stored(people.admin)
    assert (kept.is_superuser, kept.is_active, RoleChange.objects.count()) == (True, True, 0)


def test_an_admin_who_cannot_sign_in_does_not_count(people):
    give_roles(people.stranger, ["admin"], people.admin, "x")
    change(people.stranger, Asked(is_active=False), people.admin, "x")
    with pytest.raises(LastAdmin):
        give_roles(people.admin, ["teacher"], people.admin, "x")


def test_whoever_is_shut_out_is_out_at_once(people, as_user, client_of):
    browser, program = as_user(people.owner), client_of(people.owner)
    change(people.owner, Asked(is_active=False), people.admin, "left the school")
    assert browser.get("/").status_code == 302
    assert program.get("/api/v1/students/").status_code == 401
    assert not Session.objects.filter(account=people.owner.pk).exists()
    change(people.owner, Asked(is_active=True), people.admin, "is back")
    assert program.get("/api/v1/students/").status_code == 401
    assert as_user(people.owner).get("/").status_code == 200


def test_with_the_role_its_departments_go_and_the_reason_is_kept(people):
    give_roles(people.stranger, ["head_of_department"], people.admin, "x")
    department = Department.objects.create(name="Maths")
    department.heads.add(people.stranger)
    give_roles(people.stranger, ["teacher"], people.admin, "hands it on")
    assert not department.heads.exists()
    (kept,) = DepartmentChange.objects.all()
    assert (kept.before["heads"], kept.after["heads"], kept.why) == (["stranger"], [], "hands it on")


@pytest.mark.parametrize("table", ["predictor_rolechange", "predictor_departmentchange"])
def test_the_database_refuses_to_rewrite_what_was_changed(table, people):
    give_roles(people.stranger, ["head"], people.admin, "x")
    DepartmentChange.objects.create(department=1, who="admin", before={}, after={}, why="x")
    with pytest.raises(IntegrityError, match="history"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET why = 'y'")


def test_every_role_has_a_name_and_says_what_it_is():
    from predictor.access.people import words

    assert list(words.LABELS) == list(words.ABOUT) == list(RoleName)
    assert work.facts_of(User())["roles"] == ["teacher"]
