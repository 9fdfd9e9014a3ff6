"""Django's admin in the product's colours, in a real browser."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_its_first_page_is_accessible_and_fits(browse, people, student, scheme, width):
    addresses = [reverse("admin:index"), reverse("person-ways", args=[people.owner.pk])]
    assert visit_all(browse(people.admin, scheme=scheme, width=width), addresses) == []


def test_what_is_chosen_is_titled_in_a_colour_that_can_be_read(browse, people, classroom):
    page = browse(people.admin)
    page.goto(reverse("admin:predictor_classroom_change", args=[classroom.pk]))
    bar = page.locator(".selector-chosen-title")
    colours = [
        part.evaluate(f"part => getComputedStyle(part).{kind}")
        for part, kind in ((bar, "backgroundColor"), (bar.locator("label"), "color"))
    ]
    assert colours == ["rgb(31, 78, 140)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_its_lists_are_accessible_and_fit(browse, people, student, scheme, width):
    lists = [reverse(f"admin:{table}_changelist") for table in ("auth_user", "predictor_prediction", "predictor_job")]
    assert visit_all(browse(people.admin, scheme=scheme, width=width), lists) == []


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_its_rows_are_accessible_and_fit(browse, people, student, scheme, width):
    # What the console says there is of axe itself: it applies sheets that Django's own sheet imports.
    visit_all(browse(people.admin, scheme=scheme, width=width), [address(student)])


def address(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])
