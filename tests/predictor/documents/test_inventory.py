"""The inventory holds every table there is, and says what is in force when it is read."""

from collections import Counter

import pytest
from django.apps import apps

from predictor.documents.facts.held.line import BOTH, STUDENTS, UNNAMED
from predictor.documents.facts.held.tables import HELD
from predictor.documents.written import inventory
from predictor.models import FieldRules
from predictor.student_file import kept

LISTED = Counter(label for one in HELD for label in one.tables)


def test_every_table_stands_in_one_line_of_the_inventory():
    tables = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    missing = tables - set(LISTED)
    assert not missing, f"say in predictor/documents/facts/held/ what these hold, about whom, how long: {missing}"
    assert set(LISTED) - tables == set()
    assert [label for label, times in LISTED.items() if times > 1] == []


def test_what_a_students_file_holds_is_said_to_be_about_students():
    of_students = {label for one in HELD if one.whom in (STUDENTS, BOTH, UNNAMED) for label in one.tables}
    in_file = {f"predictor.{name}" for name in (*kept.IN_FILE, *kept.LEFT_OUT)}
    assert in_file <= of_students


@pytest.mark.django_db
def test_it_says_the_days_of_the_settings(settings):
    settings.KEPT_DAYS = settings.KEPT_DAYS | {"archived_classes": 411}
    told = [row for section in inventory.write() for table in section.tables for row in table.rows]
    assert any("411 days" in cell for row in told for cell in row)


def fields_of(section_name="fields"):
    (section,) = (one for one in inventory.write() if one.name == section_name)
    return {row[0]: row for table in section.tables for row in table.rows}


def test_it_says_who_sees_and_enters_each_field(math, people):
    assert fields_of()["Lunch"][3:5] == ("all roles", "all roles")
    rules = {"lunch": {"teacher": [], "head": ["see"]}}
    FieldRules.objects.create(schema_name="exams", version=7, rules=rules, reason="Nobody asks.", made_by=people.admin)
    seen, entered = fields_of()["Lunch"][3:5]
    assert "Teachers" not in seen
    assert "Head of school" in seen
    assert "Head of school" not in entered


def test_it_says_which_question_uses_a_field(math):
    assert "Maths score" in fields_of()["Reading score"][5]
    assert "Maths score" not in fields_of()["Maths score"][5]
