"""Documents in a real browser: read in every window, filled in without JavaScript, and printed whole."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse
from kept_ledgers import keep_ledger

from predictor.documents.catalogue import DOCUMENTS
from predictor.documents.gaps.work import Wanted, say
from predictor.models import FieldRules, Statement

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


@pytest.fixture
def addresses(measured, people, student):
    """A model with figures, rules for fields, and a text without a space in it."""
    keep_ledger(measured)
    rules = {"lunch": {"teacher": []}}
    FieldRules.objects.create(schema_name="exams", version=2, rules=rules, reason=LONG, made_by=people.admin)
    say({"controller": Wanted(f"School of Riverside\n{LONG}", 0)}, by=people.admin)
    pages = [reverse("document", args=[one.name]) for one in DOCUMENTS]
    return [reverse("documents"), *pages, reverse("document-gaps", args=["record"])]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_they_are_accessible_and_fit_their_window(browse, people, addresses, scheme, width):
    assert visit_all(browse(people.admin, scheme=scheme, width=width), addresses) == []


def test_a_gap_is_filled_in_without_javascript(browse, people, addresses):
    page = browse(people.admin, scripts=False)
    page.goto(reverse("document", args=["record"]))
    page.locator("#gap-purposes").get_by_role("link", name="Fill in").click()
    page.get_by_label("Purposes").fill("Support in time")
    page.get_by_role("button", name="Keep").click()
    assert page.get_by_text("Support in time").is_visible()
    assert Statement.objects.in_force().get(gap="purposes").made_by == people.admin


def test_on_paper_there_is_nothing_to_press_and_every_column(browse, people, addresses):
    page = browse(people.admin)
    page.goto(reverse("document", args=["inventory"]))
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Save as PDF").is_visible()
    assert page.locator("thead th", has_text="Seen by").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_on_a_phone_sections_are_folded_until_the_contents_lead_to_one(browse, people, addresses):
    page = browse(people.admin, width=390)
    page.goto(reverse("document", args=["assessment"]))
    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.documentElement.scrollHeight") < 4_000
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Risks for those affected").click()
    page.locator("details[open]", has=page.locator("#risks-title")).wait_for()
    assert page.locator("details[open]").count() == 1


def test_a_gap_is_found_though_its_section_is_folded(browse, people, addresses):
    page = browse(people.admin, width=390)
    page.goto(f"{reverse('document', args=['assessment'])}#gap-review")
    assert page.locator("#gap-review").is_visible()


def test_on_a_desk_and_without_scripts_everything_is_open(browse, people, addresses):
    for page in (browse(people.admin), browse(people.admin, scripts=False, width=390)):
        page.goto(reverse("document", args=["assessment"]))
        assert page.locator("details:not([open])").count() == 0


def test_what_is_folded_is_printed(browse, people, addresses):
    page = browse(people.admin, width=390)
    page.goto(reverse("document", args=["assessment"]))
    page.emulate_media(media="print")
    assert page.locator("#gap-review").is_visible()
    assert page.locator(".documents-table").last.is_visible()
