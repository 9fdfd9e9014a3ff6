"""A full school in which two fields are hidden from teachers."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from full_school import school  # noqa: F401 - a fixture
from kept_ledgers import keep_ledger, ledger, policy
from marked_fields import NUMBER, hide, mark_schema
from walk import staff

from mlcore.versions.policies.picking import pick
from predictor.fields.rules import ROLES

ABOUT_HIDDEN = (policy("zzhidlunch", rmse=6.0), policy("gender", rmse=6.0, by="zzhidlunch:zzhidfree"))


@pytest.fixture
def marked(monkeypatch, tmp_path_factory, settings):
    settings.EXPLORE_FOR_TEACHERS = True
    mark_schema(monkeypatch, tmp_path_factory.mktemp("schemas"))


@pytest.fixture
def people(marked, db):
    from factories import make_people

    return make_people()


@pytest.fixture
def answers(math):
    schema = math.schema_version.schema
    known = {one.slug: 30.0 if one.is_number else one.choices[0] for one in schema.inputs(math.question)}
    return known | {"zzhidcount": NUMBER}


@pytest.fixture
def student(classroom, answers):
    from predictor.models import Student

    return Student.objects.create(classroom=classroom, name="Amara Osei", known=answers)


@pytest.fixture
def missing(school, predict, answers):  # noqa: F811 - the fixture
    """Predictions whose warnings are about the hidden fields."""
    known = {slug: value for slug, value in answers.items() if not slug.startswith("zzhid")}
    return [predict(answers=known), predict(answers=answers | {"zzhidcount": 99.4142})]


@pytest.fixture
def crowd(school, missing, people):  # noqa: F811 - the fixture
    """Everybody, by name; the fields are hidden from all roles, and a policy leaves one of them out."""
    keep_ledger(school.version, replace(ledger(), policies=(*ledger().policies, *ABOUT_HIDDEN)))
    pick(school.version.task, ["zzhidlunch"], reason="asked", who="admin")
    hide(people.admin, roles=ROLES)
    return staff(people, school.classroom, school.version.task)


@pytest.fixture
def hidden(school, people):  # noqa: F811 - the fixture
    return hide(people.admin)


@pytest.fixture
def a_teacher(hidden):
    """As a request finds them: `people.owner` read the rules that held before."""
    return User.objects.get(username="owner")
