"""The page of a large file in a real browser, which goes on by itself while a worker has the file."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse
from large_files import a_worker_is_there, as_large_csv, work

from predictor.imports.drafts import begin
from predictor.models import Student

pytestmark = pytest.mark.browser


@pytest.fixture
def address(people, classroom):
    """Of the last step of a file that a worker is to have."""
    content = as_large_csv("Student ID,Name,Reading", "7,Zoë Ångström,81", "8,Ida Holm,801")
    with a_worker_is_there():
        yield reverse("import-look", args=[begin(classroom, people.owner, "students", "all.csv", content).pk])


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_it_is_accessible_and_fits_its_window(browse, people, address, scheme, width):
    assert visit_all(browse(people.owner, scheme=scheme, width=width), [address]) == []


def test_it_leads_on_by_itself(browse, people, address):
    page = browse(people.owner)
    page.goto(address)
    page.get_by_role("link", name="Look again").wait_for()
    work()
    page.get_by_role("button", name="Store this").click()
    page.get_by_text("Storing what you confirmed.").wait_for()
    work()
    page.get_by_role("button", name="Undo this file").wait_for()
    assert Student.objects.get().name == "Zoë Ångström"


def test_without_scripts_a_link_leads_on(browse, people, address):
    page = browse(people.owner, scripts=False)
    page.goto(address)
    work()
    page.get_by_role("link", name="Look again").click()
    assert "1 student is new." in page.locator("main").inner_text()
