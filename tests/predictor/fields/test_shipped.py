"""Rules that ship with a schema hold where an installation did not know it before."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from predictor.access.reading.closed import closed_to
from predictor.fields.presets.shipped import FOLDER, shipped_with
from predictor.models import FieldRules, Prediction

pytestmark = pytest.mark.django_db
HIDDEN = {"race_ethnicity", "lunch"}


def upgrade():
    """As the release does that brings them."""
    step = import_module("predictor.migrations.0033_rules_that_ship")
    step.put_in_force(apps, SimpleNamespace(connection=connection))


@pytest.fixture
def shipping(db, people):
    """A fresh installation, its schema loaded afterwards; who asked before knew of no rules."""
    upgrade()
    for user in vars(people).values():
        vars(user).pop("field_rules", None)
    return FieldRules.objects.get()


def test_a_fresh_installation_begins_with_them():
    upgrade()
    row = FieldRules.objects.get()
    assert (row.schema_name, row.version, row.made_by) == ("exams", 1, None)
    shipped = shipped_with("exams")
    assert (row.rules, row.reason) == (shipped.rules, shipped.why)


def test_an_old_upgrade_does_the_same_whatever_ships_later(monkeypatch, tmp_path):
    (tmp_path / "exams.toml").write_text('reason = "of a later release"\n[rules]\n')
    monkeypatch.setattr("predictor.fields.presets.shipped.FOLDER", tmp_path)
    upgrade()
    assert FieldRules.objects.get().rules == {slug: {"teacher": []} for slug in HIDDEN}


def test_no_migration_reads_code_that_may_change():
    folder = FOLDER.parents[1] / "migrations"
    living = re.compile(r"^(from|import) (predictor|mlcore)", re.M)
    assert [path.name for path in folder.glob("*.py") if living.search(path.read_text())] == []


def test_why_they_ship_is_said_in_the_language_of_whoever_reads(shipping, math, admin, api_admin):
    where = reverse("field-rules", args=["exams"])
    assert "in order to teach" in admin.get(where).text
    admin.cookies["django_language"] = "de"
    assert "muss zum Unterrichten niemand wissen" in admin.get(where).text
    (row,) = api_admin.get("/api/v1/field-rules/", HTTP_ACCEPT_LANGUAGE="de").json()["results"]
    assert "muss zum Unterrichten niemand wissen" in row["reason"]


def test_what_somebody_wrote_stays_as_written(people, math, admin):
    FieldRules.objects.create(schema_name="exams", version=1, rules={}, reason="income-or-origin", made_by=people.admin)
    assert "income-or-origin" in admin.get(reverse("field-rules", args=["exams"])).text


def test_an_installation_that_knows_the_schema_stays_as_it_was(math):
    upgrade()
    assert not FieldRules.objects.exists()


def test_what_was_decided_before_stays_alone(people):
    decided = FieldRules.objects.create(schema_name="exams", version=1, rules={}, reason="Ours.", made_by=people.admin)
    upgrade()
    assert list(FieldRules.objects.all()) == [decided]


def test_the_rules_of_a_schema_never_go(shipping):
    with pytest.raises(DatabaseError, match="never go"), transaction.atomic():
        FieldRules.objects.all().delete()
    assert FieldRules.objects.exists()


def test_a_teacher_neither_sees_nor_enters_them(shipping, people, math):
    assert closed_to(people.owner, "exams").see == closed_to(people.owner, "exams").enter == HIDDEN
    assert closed_to(people.admin, "exams").see == frozenset()


def test_a_teacher_predicts_without_them(shipping, classroom, student, owner, answers):
    student.known = {}
    student.save()
    where = reverse("predict", args=[student.pk, "math"])
    assert not any(f'name="answer-{slug}"' in owner.get(where).text for slug in HIDDEN)
    owner.post(where, {f"answer-{slug}": value for slug, value in answers.items() if slug not in HIDDEN})
    asked = Prediction.objects.get().submission.answers
    assert {slug for slug, value in asked.items() if value is None} == HIDDEN


def test_one_sentence_says_what_that_does_to_the_range(shipping, classroom, student, owner, answers):
    student.known = {}
    student.save()
    sent = {f"answer-{slug}": value for slug, value in answers.items() if slug not in HIDDEN}
    page = owner.post(reverse("predict", args=[student.pk, "math"]), sent, follow=True)
    assert page.text.count("Made without 2 entries that your role does not see") == 1
    assert "What to find out next" not in page.text


def test_one_sentence_says_who_sees_what_teachers_do_not(shipping, math, admin):
    seeing = "Heads of department, Head of school, Data managers and Admins"
    told = f"Race/ethnicity and Lunch: seen by {seeing}; not by Teachers."
    assert told in admin.get(reverse("fields")).text
    assert told in admin.get(reverse("field-rules", args=["exams"])).text


def test_the_page_says_that_they_shipped(shipping, math, admin):
    assert "shipped with this schema" in admin.get(reverse("field-rules", args=["exams"])).text
    assert "shipped with this schema" in admin.get(reverse("fields")).text


def test_where_they_are_not_in_force_they_are_offered(math, admin, people):
    assert "?fill=preset" in admin.get(reverse("fields")).text
    FieldRules.objects.create(schema_name="exams", version=1, rules={}, reason="Ours.", made_by=people.admin)
    assert "?fill=preset" not in admin.get(reverse("fields")).text


def test_the_api_says_that_nobody_of_the_school_decided_them(shipping, api_admin):
    (row,) = api_admin.get("/api/v1/field-rules/").json()["results"]
    assert (row["version"], row["made_by"]) == (1, None)
