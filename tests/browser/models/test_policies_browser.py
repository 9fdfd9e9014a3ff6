"""Policies in a real browser: read in every window, measured and picked without JavaScript."""

import pytest
from accessibility import WINDOWS, findings, visit_all
from django.urls import reverse
from kept_ledgers import keep_ledger

from mlcore.models import PickedPolicy
from mlcore.versions.policies import picking
from predictor.models import Job

pytestmark = pytest.mark.browser


@pytest.fixture
def address(measured):
    keep_ledger(measured)
    picking.pick(measured.task, ["lunch"], reason="Not ours to know.", who="ada")
    return reverse("model-policies", args=[measured.task.slug])


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_are_accessible_and_fit_everywhere(browse, people, address, measured, scheme, width):
    page = browse(people.admin, scheme=scheme, width=width)
    assert visit_all(page, [address, reverse("model-card", args=[measured.pk])]) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_groups_of_a_policy_are_accessible_once_they_are_opened(browse, people, address, width):
    page = browse(people.stranger, width=width)
    page.goto(address)
    page.locator("summary", has_text="Without Gender").click()
    assert page.locator("details[open] .policies tbody tr").count() == 3
    assert findings(page) == []


@pytest.mark.parametrize("width", [1440, 1280, 1100, 1024, 390])
def test_no_column_lies_beyond_the_edge_of_its_table(browse, people, address, width):
    page = browse(people.stranger, width=width)
    page.goto(address)
    page.locator("summary", has_text="Without Gender").click()
    wider = "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth).length"
    assert page.locator(".scroll").evaluate_all(wider) == 0
    assert page.get_by_text("Missed", exact=True).locator("visible=true").count() > 0


def test_a_policy_is_picked_without_javascript(browse, people, address):
    page = browse(people.admin, scripts=False)
    page.goto(address)
    form = page.locator("form", has=page.get_by_role("button", name="Pick this policy"))
    form.get_by_label("Gender").check()
    form.get_by_label("Why").fill("It is not worth knowing.")
    form.get_by_role("button", name="Pick this policy").click()
    assert page.get_by_text("The policy is picked.").is_visible()
    assert PickedPolicy.objects.first().left_out == ["gender", "lunch"]


def test_measuring_is_asked_for_without_javascript(browse, people, address):
    page = browse(people.admin, scripts=False)
    page.goto(address)
    page.get_by_role("button", name="Measure what it costs").click()
    assert page.url.endswith(reverse("job", args=[Job.objects.get().pk]))
