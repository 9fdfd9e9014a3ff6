"""The three files of docs/imports.md are taken in as it says."""

import re

import pytest
from django.conf import settings
from uploads import as_csv

from predictor.models import Outcome, Student

pytestmark = pytest.mark.django_db
BLOCKS = re.compile(r"```csv\n(.*?)```", re.DOTALL)
LIST, GRADEBOOK, REPORT = BLOCKS.findall((settings.BASE_DIR / "docs" / "imports.md").read_text(encoding="utf-8"))


@pytest.fixture
def two(stored):
    stored(*LIST.splitlines())
    return {student.reference: student for student in Student.objects.all()}


def known():
    return dict(Student.objects.values_list("reference", "known"))


def test_a_list_of_students(two):
    assert known() == {"0101": {"reading_score": 81.0}, "0102": {"reading_score": 74.0}}


def test_a_gradebook(two, stored):
    stored(*GRADEBOOK.splitlines(), kind="inputs")
    assert known() == {"0101": {"reading_score": 70.0}, "0102": {"reading_score": 74.0}}


def test_a_report_with_a_title_above_its_header(two, stored):
    stored(*REPORT.splitlines(), kind="outcomes")
    reached = Outcome.objects.values_list("student__reference", "value")
    assert sorted(reached) == [("0101", 77.0), ("0102", 69.0)]
    assert as_csv(*REPORT.splitlines()).startswith(b"Results of summer 2026")


def test_the_example_of_the_readme_is_the_list():
    assert LIST.strip() in "\n".join(map(str.strip, (settings.BASE_DIR / "README.md").read_text().splitlines()))
