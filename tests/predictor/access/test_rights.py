"""May owner, colleague, stranger and admin do something? One table answers for all doors."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template import Context, Template

from predictor import roles
from predictor.access.rights import Act, Why, may, needs
from predictor.models import Classroom, Prediction, Student

ROOT = Path(__file__).resolve().parents[3]
OF_A_CLASS = [Act.SEE, Act.CHANGE, Act.DELETE, Act.PREDICT]
EVERYBODY = {Act.ADD_CLASS, Act.READ_MODELS}
ADMINS = {Act.SEE_EVERY_QUESTION, Act.EXPLORE, Act.TRAIN, Act.PROMOTE, Act.OPEN_LOCKS, Act.ADMINISTER}


@pytest.mark.parametrize("act", OF_A_CLASS)
@pytest.mark.parametrize(("who", "allowed"), [("owner", 1), ("colleague", 1), ("stranger", 0), ("admin", 1)])
def test_what_belongs_to_a_class_is_open_to_its_teachers_and_the_admin(who, allowed, act, people, prediction):
    user = getattr(people, who)
    for thing in (prediction.student.classroom, prediction.student, prediction):
        assert bool(may(user, act, thing)) == bool(allowed)
        assert type(thing).objects.open_to(user, act).filter(pk=thing.pk).exists() == bool(allowed)


def test_a_stranger_is_told_why_not(people, student):
    assert may(people.stranger, Act.CHANGE, student).why == Why.NOT_OWN
    assert may(people.stranger, Act.PROMOTE).why == Why.NO_ROLE
    assert may(AnonymousUser(), Act.SEE).why == Why.NOT_LOGGED_IN


@pytest.mark.parametrize("act", OF_A_CLASS)
def test_without_a_thing_it_is_asked_whether_there_may_be_one_and_no_query_is_spent(act):
    assert may(User(), act).why == may(User(is_superuser=True), act, Classroom()).why == Why.ROLE


@needs(Act.PROMOTE)
def promoting(request, *args, **options):
    """Stands in for a page."""
    return HttpResponse(f"{args} {options}")


@needs(Act.PROMOTE, Http404)
def unknown_to_others(request):
    return HttpResponse()


def test_a_view_opens_to_whose_role_includes_it_and_gets_what_it_was_given(rf):
    request = rf.get("/")
    request.user = User(is_superuser=True)
    assert promoting(request, 7, name="x").content == b"(7,) {'name': 'x'}"
    assert (promoting.__name__, promoting.__doc__) == ("promoting", "Stands in for a page.")


@pytest.mark.parametrize(("user", "why"), [(User(), Why.NO_ROLE), (AnonymousUser(), Why.NOT_LOGGED_IN)])
def test_a_view_is_refused_to_others_with_the_reason(user, why, rf):
    request = rf.get("/")
    request.user = user
    with pytest.raises(PermissionDenied, match=why):
        promoting(request)
    with pytest.raises(Http404, match=why):
        unknown_to_others(request)


def test_a_prediction_without_a_student_is_open_to_its_maker_and_the_admin(people, predict):
    alone = predict(student=None)
    allowed = [name for name in vars(people) if may(getattr(people, name), Act.SEE, alone)]
    assert allowed == ["owner", "admin"]


@pytest.mark.parametrize("act", sorted(EVERYBODY | ADMINS))
def test_what_belongs_to_nobody_is_open_to_everybody_or_to_admins(act, people, math):
    version = math.versions.get()
    assert bool(may(people.stranger, act, version)) == (act in EVERYBODY)
    assert may(people.admin, act, version)
    assert not may(AnonymousUser(), act, version)


def test_the_data_are_open_to_teachers_where_the_settings_say_so(people, settings):
    settings.EXPLORE_FOR_TEACHERS = True
    assert may(people.stranger, Act.EXPLORE)
    assert not may(AnonymousUser(), Act.EXPLORE)


def test_a_role_is_added_by_a_row(people, student, monkeypatch):
    head = roles.Role("head of year", lambda user: user == people.stranger, {Act.SEE: roles.Reach.EVERYTHING})
    monkeypatch.setattr(roles, "ROLES", (*roles.ROLES, head))
    assert Student.objects.visible_to(people.stranger).get() == student
    assert not Student.objects.open_to(people.stranger, Act.CHANGE).exists()
    assert [bool(may(people.stranger, act, student)) for act in (Act.SEE, Act.CHANGE)] == [True, False]


def test_nothing_is_visible_to_whoever_is_not_logged_in_or_was_shut_out(people, prediction):
    people.owner.is_active = False
    for nobody in (AnonymousUser(), people.owner):
        assert [model.objects.visible_to(nobody).count() for model in (Classroom, Student, Prediction)] == [0, 0, 0]


def test_a_thing_of_no_class_is_nobodys_own(people, math):
    assert may(people.owner, Act.CHANGE, math.versions.get()).why == Why.NOT_OWN


def test_a_template_asks_by_the_name_of_the_act(people, math):
    template = Template(
        '{% load rights %}{% may "promote" version as allowed %}{% if allowed %}yes{% else %}no{% endif %}'
    )
    said = [template.render(Context({"user": user, "version": math})) for user in (people.admin, people.owner)]
    assert said == ["yes", "no"]


def test_only_the_table_of_roles_looks_at_what_an_account_is():
    files = [
        path
        for kind in ("predictor/**/*.py", "mlcore/**/*.py", "studentperf/**/*.py", "templates/**/*.html")
        for path in ROOT.glob(kind)
        if "migrations" not in path.parts
    ]
    asking = {path.name for path in files if re.search(r"\bis_(superuser|staff)\b", path.read_text(encoding="utf-8"))}
    assert asking == {"roles.py"}
