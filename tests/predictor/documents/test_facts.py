"""What documents say is what is in force: settings, roles, models, the switch, the log."""

import pytest
from django.urls import reverse

from predictor.access.people.work import give_roles
from predictor.access_log.chain.sealing import seal
from predictor.documents.written import assessment, record, technical
from predictor.objections import work as objections
from predictor.policies.work import pick
from predictor.stopping.work import turn

pytestmark = pytest.mark.django_db


def words(document):
    parts = document.write()
    cells = [cell for one in parts for table in one.tables for row in table.rows for cell in row]
    return "\n".join([*(told for one in parts for told in one.says), *cells])


def rows(document, heading):
    tables = [table for one in document.write() for table in one.tables if table.heading.startswith(heading)]
    return {row[0]: row[1:] for table in tables for row in table.rows}


@pytest.mark.parametrize(("demanded", "said"), [(True, "yes"), (False, "no")])
def test_it_says_whether_a_second_factor_is_demanded(demanded, said, settings):
    settings.SECOND_FACTOR_FOR_ADMINS = demanded
    assert rows(record, "How it is set up")["Second factor demanded of admins"] == (said,)


def test_no_secret_stands_in_it(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "mail.example.org"
    settings.EMAIL_HOST_PASSWORD = "hush-hush"
    told = words(record)
    assert "mail.example.org" in told
    assert "hush-hush" not in told
    assert settings.SECRET_KEY not in told


def test_it_counts_who_holds_which_role(people):
    before = rows(record, "Who gets to see it")["Data manager"][-1]
    give_roles(people.colleague, ["data_manager"], people.admin, "asked")
    assert (before, rows(record, "Who gets to see it")["Data manager"][-1]) == ("0", "1")


def test_it_says_how_far_the_log_is_sealed(owner, student):
    assert "no sealed line yet" in words(record)
    owner.get(reverse("student", args=[student.pk]))
    seal()
    assert "sealed up to line 1" in words(record)


def test_it_names_what_answers_and_its_limits(math):
    version = math.versions.get()
    (line,) = rows(technical, "What is predicted").values()
    assert line[2] == version.label
    assert version.sha256 in words(technical)


def test_it_says_the_policy_with_its_reason(math, people):
    assert "No policy was picked" in words(assessment)
    pick(math, ["lunch"], reason="The school does not want it.", by=people.admin)
    assert "The school does not want it." in words(assessment)


def test_it_says_that_predicting_is_stopped_and_why(math, people):
    assert "Predicting is not stopped." in words(assessment)
    turn(True, by=people.admin, why="The forms were wrong.")
    assert "The forms were wrong." in words(assessment)


def test_few_objections_are_not_counted_and_one_taken_back_is_none(student, people):
    assert "nor learned from: 0." in words(assessment)
    objections.turn(student, True, by=people.admin, why="asked")
    assert "nor learned from: fewer than 10." in words(assessment)
    objections.turn(student, False, by=people.admin, why="asked")
    assert "nor learned from: 0." in words(assessment)


@pytest.mark.parametrize("document", [record, assessment, technical])
def test_it_costs_as_many_queries_for_many_students(document, math, predict, django_assert_max_num_queries):
    for _ in range(4):
        predict()
    with django_assert_max_num_queries(60):
        document.write()
