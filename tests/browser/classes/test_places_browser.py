"""The form of a few places on a phone."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.browser


def test_what_is_wrong_stands_across_the_whole_form_below_its_field(browse, people, math, classroom):
    page = browse(people.owner, width=390)
    page.goto(reverse("classroom-places", args=[classroom.pk]) + "?task=math&places=0&mark=999")
    within = page.locator(".places-ask").evaluate(
        "form => form.clientWidth - 2 * parseFloat(getComputedStyle(form).paddingLeft)"
    )
    wrong = page.locator(".places-ask .wrong")
    assert wrong.count() == 2
    for place in range(2):
        field = wrong.nth(place).locator("xpath=..").evaluate("field => field.offsetWidth")
        assert field >= within - 1
