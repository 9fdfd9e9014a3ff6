"""A student is found while somebody types, and by the plain form without scripts."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.browser


def test_students_appear_under_the_first_screens_field_while_typing(browse, people, student):
    page = browse(people.owner)
    page.goto(reverse("home"))
    page.get_by_label("Find a student").press_sequentially("osei am")
    page.locator("#found").get_by_role("link", name=student.name, exact=True).click()
    page.get_by_role("heading", name=student.name).wait_for()


def test_without_scripts_the_form_leads_to_those_found(browse, people, student):
    page = browse(people.owner, scripts=False)
    page.goto(reverse("home"))
    page.get_by_label("Find a student").fill("osei")
    page.get_by_label("Find a student").press("Enter")
    page.get_by_role("heading", name="Found").wait_for()
    assert page.get_by_role("link", name=student.name, exact=True).is_visible()
