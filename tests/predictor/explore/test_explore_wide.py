"""Exploring very wide data: a page that can be read, and every other field one choice away."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from explored_pages import address, words
from wide_rows import wide_rows, wide_schema

from mlcore.datasets import schemas, storing
from mlcore.datasets.explorations import exploration_of

WIDE = wide_schema(30, 30)


@pytest.fixture
def wide(db):
    version = schemas.register(WIDE)
    return storing.store_dataset(schema_version=version, frame=wide_rows(WIDE), name="wide")[0]


@pytest.fixture
def last(wide):
    return exploration_of(wide, "final").left_out[-1].field


def test_the_page_says_what_it_leaves_out_and_leads_to_it(wide, last, admin):
    page = admin.get(address(wide))
    assert "Shown are 40 of 60 fields: those that go most closely with the final mark." in words(page)
    assert "The other 20 fields, closest first" in words(page)
    assert f"field={last}#picture" in page.content.decode()
    assert f'<option value="{last}">' in page.content.decode()


def test_a_field_that_was_left_out_is_shown_when_it_is_chosen(wide, last, admin):
    page = admin.get(address(wide) + f"?field={last}")
    assert f'<option value="{last}" selected>' in page.content.decode()
    assert "Shown are 41 of 60 fields" in words(page)
    assert '<h2 id="picture-title">Final mark' in page.content.decode()


def test_data_with_few_fields_say_nothing_of_it(exams, admin):
    assert "left out" not in admin.get(address(exams)).content.decode().lower()
    assert "Shown are" not in words(admin.get(reverse("explore-dataset", args=[exams.pk])))


def test_a_report_of_wide_data_is_small_and_names_what_it_leaves_out(wide, last, tmp_path):
    path = tmp_path / "report.html"
    call_command("report", "wide", "-o", str(path), stdout=io.StringIO())
    assert path.stat().st_size < 3_000_000
    assert "Shown are 40 of 60 fields" in path.read_text()
    assert WIDE.field(last).label in path.read_text().partition("Left out:")[2].partition("</p>")[0]
