"""The table of roles, read whole: what an account may do, and to whose things."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from predictor import roles
from predictor.models import Standing
from predictor.models.accounts.people import GIVEN
from predictor.roles import Act, Reach, RoleName, names_allowed, reach, roles_of

NOTHING = Reach.NOTHING
OWN, DEPT, ALL = Reach.OWN, Reach.DEPARTMENT, Reach.EVERYTHING


def holding(*names, names_allowed=False, **account):
    """An account that was given these roles; it is stored nowhere."""
    user = User(**account)
    user.standing = Standing(roles=list(names), names_allowed=names_allowed)
    return user


ACCOUNTS = {
    "teacher": User(),
    "head of department": holding("head_of_department"),
    "head": holding("head"),
    "head with names": holding("head", names_allowed=True),
    "data manager": holding("data_manager"),
    "admin": User(is_superuser=True),
    "staff": holding(is_staff=True),
    "without a role": holding(),
}
# In the order of the accounts.
TABLE = {
    Act.SEE: (OWN, DEPT, 0, ALL, 0, ALL, 0, 0),
    Act.CHANGE: (OWN, 0, 0, 0, 0, ALL, 0, 0),
    Act.RECORD: (OWN, 0, 0, 0, 0, ALL, 0, 0),
    Act.DELETE: (OWN, 0, 0, 0, 0, ALL, 0, 0),
    Act.PREDICT: (OWN, 0, 0, 0, 0, ALL, 0, 0),
    Act.ARCHIVE: (OWN, 0, 0, 0, 0, ALL, 0, 0),
    Act.SHARE: (OWN, 0, 0, 0, 0, ALL, 0, 0),
    Act.FORGET: (0, 0, 0, 0, 0, ALL, 0, 0),
    Act.FOLLOW_JOBS: (OWN, OWN, OWN, OWN, OWN, ALL, 0, 0),
    Act.ADD_CLASS: (ALL, 0, 0, 0, 0, ALL, 0, 0),
    Act.READ_MODELS: (ALL, ALL, ALL, ALL, ALL, ALL, 0, 0),
    Act.SEE_TOTALS: (0, 0, ALL, ALL, 0, ALL, 0, 0),
    Act.SEE_EVERY_QUESTION: (0, 0, 0, 0, ALL, ALL, 0, 0),
    Act.EXPLORE: (0, 0, 0, 0, ALL, ALL, 0, 0),
    Act.TRAIN: (0, 0, 0, 0, ALL, ALL, 0, 0),
    Act.PROMOTE: (0, 0, 0, 0, ALL, ALL, 0, 0),
    Act.SEE_RETENTION: (0, 0, 0, 0, 0, ALL, 0, 0),
    Act.STOP_PREDICTING: (0, 0, 0, 0, 0, ALL, 0, 0),
    Act.SET_GRADES: (0, 0, 0, 0, 0, ALL, 0, 0),
    Act.IMPORT_ROSTERS: (0, 0, 0, 0, ALL, ALL, 0, 0),
    Act.OPEN_LOCKS: (0, 0, 0, 0, 0, ALL, 0, 0),
    Act.DECIDE_FIELDS: (0, 0, 0, 0, 0, ALL, 0, 0),
    Act.COUNT_FEEDBACK: (0, 0, 0, 0, ALL, ALL, 0, 0),
    Act.PICK_POLICY: (0, 0, 0, 0, 0, ALL, 0, 0),
    Act.GIVE_ROLES: (0, 0, 0, 0, 0, ALL, 0, 0),
    Act.READ_DOCUMENTS: (0, 0, 0, 0, ALL, ALL, 0, 0),
    Act.ANSWER_FOR_SCHOOL: (0, 0, 0, 0, 0, ALL, 0, 0),
    Act.ADMINISTER: (0, 0, 0, 0, 0, 0, ALL, 0),
}


@pytest.mark.parametrize("act", TABLE)
def test_how_far_each_account_reaches(act):
    assert [reach(account, act) for account in ACCOUNTS.values()] == list(TABLE[act])


def test_the_table_names_every_act():
    assert list(TABLE) == list(Act)


def test_whoever_was_given_nothing_yet_is_a_teacher():
    assert roles_of(User()) == {RoleName.TEACHER}
    assert roles_of(User(is_superuser=True)) == {RoleName.TEACHER, RoleName.ADMIN}


def test_several_roles_add_up():
    both = holding("teacher", "head_of_department", "data_manager")
    assert reach(both, Act.SEE) == OWN | DEPT
    assert (reach(both, Act.CHANGE), reach(both, Act.TRAIN)) == (OWN, ALL)


def test_names_are_allowed_to_heads_alone():
    assert names_allowed(ACCOUNTS["head with names"])
    assert not names_allowed(holding("teacher", names_allowed=True))
    assert not names_allowed(User(is_superuser=True))


@pytest.mark.parametrize("act", Act)
def test_whoever_was_shut_out_or_is_not_logged_in_reaches_nothing(act, settings):
    settings.EXPLORE_FOR_TEACHERS = True
    shut_out = [holding(*GIVEN, is_active=False), User(is_active=False, is_superuser=True, is_staff=True)]
    assert {reach(user, act) for user in (AnonymousUser(), *shut_out)} == {NOTHING}


def test_where_the_data_are_open_to_teachers_nothing_else_is(settings):
    settings.EXPLORE_FOR_TEACHERS = True
    gained = {act: reach(User(), act) for act, (teacher, *_) in TABLE.items() if reach(User(), act) != teacher}
    assert gained == {Act.EXPLORE: ALL}
    assert reach(holding("head_of_department"), Act.EXPLORE) == NOTHING


def test_who_holds_several_roles_reaches_as_far_as_the_widest():
    both = User(is_staff=True, is_superuser=True)
    assert {reach(both, act) for act in Act} == {ALL}


def test_who_holds_no_role_reaches_nothing(monkeypatch):
    monkeypatch.setattr(roles, "ROLES", ())
    assert reach(User(), Act.SEE) == NOTHING
