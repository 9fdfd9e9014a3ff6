"""The model card in a real browser."""

import pytest
from django.urls import reverse
from model_runs import estimate, measured_version

pytestmark = pytest.mark.browser

INSIDE = """() => [...document.querySelectorAll('.groups td')].filter(cell => cell.checkVisibility())
    .every(cell => [cell, ...cell.children].every(one => one.getBoundingClientRect().right <= innerWidth - 16))"""


@pytest.fixture
def long_card(math):
    """As wide as the table of groups gets: two digits with a sign, and ends as long."""
    version = measured_version(math)
    for table in version.run.details["diagnosis"]["groups"]:
        for group in table["groups"]:
            group |= {"n": 12345, "bias": estimate(-12.5, 10.0), "mae": estimate(14.5, 2.0)}
    version.run.save()
    return reverse("model-card", args=[version.pk])


@pytest.mark.parametrize("width", [1440, 900, 641, 390, 320])
def test_every_figure_about_a_group_is_in_sight(browse, people, long_card, width):
    page = browse(people.stranger, width=width)
    page.goto(long_card)
    assert page.evaluate(INSIDE)


def test_on_a_phone_each_figure_about_a_group_says_what_it_is(browse, people, long_card):
    page = browse(people.stranger, width=390)
    page.goto(long_card)
    row = page.locator(".groups tbody tr:nth-child(2)").first.inner_text()
    assert all(label in row for label in ("Students", "Too high or too low", "Typical error", "Inside the 80 % range"))
