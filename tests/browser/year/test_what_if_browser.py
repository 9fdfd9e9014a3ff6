"""What if, in a real browser: the answer stands where the eye is."""

import pytest
from accessibility import findings
from django.urls import reverse
from playwright.sync_api import expect

from predictor.models import Submission
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.browser


@pytest.fixture
def address(math, people, student, answers):
    asked = {"task": math, "made_by": people.owner, "door": Submission.Door.PAGE, "student": student}
    return reverse("prediction-what-if", args=[make_prediction(answers=answers, **asked).pk])


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_button_leads_to_the_answer(browse, people, address, scripts, width):
    page = browse(people.owner, width=width, scripts=scripts)
    page.goto(address)
    page.get_by_label("Reading score").fill("95")
    page.get_by_role("button", name="Try it out").click()
    expect(page.get_by_text("Tried out: Reading score 95")).to_be_in_viewport(ratio=1)
    if scripts:
        assert findings(page) == []


def test_a_change_alone_is_answered_and_stays_where_the_form_is(browse, people, address):
    page = browse(people.owner, width=390)
    page.goto(address)
    field = page.get_by_label("Reading score")
    field.fill("95")
    field.blur()
    page.get_by_text("Tried out: Reading score 95").wait_for()
    assert page.evaluate("window.scrollY") == 0
    page.wait_for_url("**reading_score=95**")


def test_a_decimal_comma_is_kept_by_a_browser_of_another_language(browse, people, address):
    page = browse(people.owner, scripts=False)
    page.set_extra_http_headers({"Accept-Language": "de"})
    page.goto(address)
    field = page.locator("#id_reading_score")
    field.fill("")
    field.press_sequentially("7,5")
    page.get_by_role("button", name="Ausprobieren").click()
    assert field.input_value() == "7,5"
    assert "7,5" in page.locator("#moved").inner_text()
