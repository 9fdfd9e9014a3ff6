"""The table of roles, read whole: what an account may do, and to whose things."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from predictor import roles
from predictor.roles import Act, Reach, reach

TEACHER, STAFF, ADMIN = {}, {"is_staff": True}, {"is_superuser": True}
NOTHING, OWN, EVERYTHING = Reach

TABLE = [
    (Act.SEE, OWN, OWN, EVERYTHING),
    (Act.CHANGE, OWN, OWN, EVERYTHING),
    (Act.DELETE, OWN, OWN, EVERYTHING),
    (Act.PREDICT, OWN, OWN, EVERYTHING),
    (Act.ARCHIVE, OWN, OWN, EVERYTHING),
    (Act.SHARE, OWN, OWN, EVERYTHING),
    (Act.FOLLOW_JOBS, OWN, OWN, EVERYTHING),
    (Act.ADD_CLASS, EVERYTHING, EVERYTHING, EVERYTHING),
    (Act.READ_MODELS, EVERYTHING, EVERYTHING, EVERYTHING),
    (Act.SEE_EVERY_QUESTION, NOTHING, NOTHING, EVERYTHING),
    (Act.EXPLORE, NOTHING, NOTHING, EVERYTHING),
    (Act.TRAIN, NOTHING, NOTHING, EVERYTHING),
    (Act.PROMOTE, NOTHING, NOTHING, EVERYTHING),
    (Act.SET_GRADES, NOTHING, NOTHING, EVERYTHING),
    (Act.IMPORT_ROSTERS, NOTHING, NOTHING, EVERYTHING),
    (Act.OPEN_LOCKS, NOTHING, NOTHING, EVERYTHING),
    (Act.COUNT_FEEDBACK, NOTHING, NOTHING, EVERYTHING),
    (Act.ADMINISTER, NOTHING, EVERYTHING, NOTHING),
]


@pytest.mark.parametrize(("act", "teacher", "staff", "admin"), TABLE)
def test_how_far_each_account_reaches(act, teacher, staff, admin):
    assert [reach(User(**account), act) for account in (TEACHER, STAFF, ADMIN)] == [teacher, staff, admin]


def test_the_table_names_every_act():
    assert [act for act, *_ in TABLE] == list(Act)


@pytest.mark.parametrize("act", Act)
def test_whoever_was_shut_out_or_is_not_logged_in_reaches_nothing(act, settings):
    settings.EXPLORE_FOR_TEACHERS = True
    shut_out = [User(is_active=False, **account) for account in (TEACHER, STAFF, ADMIN)]
    assert {reach(user, act) for user in (AnonymousUser(), *shut_out)} == {NOTHING}


def test_where_the_data_are_open_to_teachers_nothing_else_is(settings):
    settings.EXPLORE_FOR_TEACHERS = True
    gained = {act: reach(User(), act) for act, teacher, *_ in TABLE if reach(User(), act) != teacher}
    assert gained == {Act.EXPLORE: EVERYTHING}


def test_who_holds_several_roles_reaches_as_far_as_the_widest():
    both = User(is_staff=True, is_superuser=True)
    assert {reach(both, act) for act in Act} == {EVERYTHING}


def test_who_holds_no_role_reaches_nothing(monkeypatch):
    monkeypatch.setattr(roles, "ROLES", ())
    assert reach(User(), Act.SEE) == NOTHING
