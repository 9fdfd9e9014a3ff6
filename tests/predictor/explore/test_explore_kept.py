"""The pages about the data offer what is there, and say what became of the rest."""

import re

import pytest
from django.urls import reverse
from yearly import stored

from mlcore.datasets import keeping
from mlcore.datasets.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, people):
    client.force_login(people.admin)
    return client


@pytest.fixture
def years(db):
    return [stored("y2025", 60), stored("y2026", 40, seed=1)]


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def page_of(admin, dataset):
    return admin.get(reverse("explore-dataset", args=[dataset.pk]))


def test_the_list_offers_neither_archived_nor_deleted_rows(admin, years):
    stored("y2027", 30, seed=2)
    keeping.archive(years[0], who="the head")
    keeping.delete(years[1], who="the head")
    text = words(admin.get(reverse("explore")))
    assert "y2027" in text
    assert "y2025" not in text
    assert "y2026" not in text


def test_several_datasets_are_explored_together(admin, years):
    whole = together(years, years[0].schema_version)
    assert "y2025 (60 rows) and y2026 (40 rows) together" in words(admin.get(reverse("explore")))
    page = page_of(admin, whole)
    assert page.status_code == 200
    assert "100 students" in words(page)
    assert "y2025 (60 rows) and y2026 (40 rows) together" in words(page)


def test_archived_rows_can_be_looked_at_and_say_so(admin, years):
    keeping.archive(years[0], who="the head")
    page = page_of(admin, years[0])
    assert page.status_code == 200
    assert "archived on" in words(page)


def test_the_page_of_deleted_rows_says_when_and_by_whom(admin, years):
    keeping.delete(years[0], who="the head")
    page = page_of(admin, years[0])
    assert page.status_code == 410
    assert "Its rows were deleted on" in words(page)
    assert "by the head" in words(page)
