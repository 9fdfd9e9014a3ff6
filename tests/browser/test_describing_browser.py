"""From a file that nobody prepared to a first prediction, by hand and without JavaScript: how much it takes."""

from dataclasses import replace

import pytest
import school_files
from accessibility import WINDOWS, findings, is_too_wide, visit_all
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from predictor.describing import training, work
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import Prediction

pytestmark = pytest.mark.browser
MOST_ACTIONS = 12


@pytest.fixture(autouse=True)
def trained_at_once(monkeypatch):
    """One model, in this process instead of a worker's."""
    ask = training.work.ask

    def train(order, *, by):
        asked = ask(replace(order, candidates=["linear"]), by=by)
        attempt(Run(queue.take(Lane)))
        return asked

    monkeypatch.setattr(training.work, "ask", train)


class Hands:
    """What somebody does on a page, counted."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def choose(self, path):
        self.actions += 1
        self.page.locator("input[type=file]").set_input_files(path)

    def press(self, name):
        self.actions += 1
        self.page.get_by_role("button", name=name).first.click()

    def write(self, field, text):
        self.actions += 1
        field.fill(text)

    def pick(self, field):
        self.actions += 1
        field.select_option(index=1)


def answer_all(hands):
    for field in hands.page.locator("main input[inputmode]").all():
        hands.write(field, "9")
    for field in hands.page.locator("main select").all():
        hands.pick(field)


@pytest.mark.training
@pytest.mark.parametrize("kind", school_files.FILES)
def test_a_file_of_any_school_leads_to_a_prediction_in_few_actions(browse, people, tmp_path, kind):
    page = browse(people.admin, scripts=False)
    page.goto(reverse("describe"))
    hands = Hands(page)
    hands.choose(school_files.saved(tmp_path, kind))
    for button in ("Describe this file", "Save and import", "Train a model"):
        hands.press(button)
    hands.write(page.get_by_label("Name of a first student"), "Zoe")
    hands.press("Begin this class")
    answer_all(hands)
    hands.press("Predict")
    assert "/predictions/" in page.url
    assert Prediction.objects.count() == 1
    assert hands.actions <= MOST_ACTIONS


@pytest.fixture
def brought(people):
    """Files before and after their import, and one that brings a newer version."""
    contents = {kind: make().encode() for kind, make in school_files.FILES.items()}
    files = [
        work.take(SimpleUploadedFile(f"{kind}.csv", content), by=people.admin) for kind, content in contents.items()
    ]
    done, *others = files
    work.store(done, work.proposal_of(done).schema)
    later = contents["marks list"].replace(b",K,", b",X,")
    newer = SimpleUploadedFile("later.csv", later)
    return [done, *others, work.take(newer, by=people.admin, grows=done.task.schema_version)]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_are_accessible_and_fit_everywhere(browse, people, brought, scheme, width):
    page = browse(people.admin, scheme=scheme, width=width)
    addresses = [reverse("describe"), *(reverse("described", args=[file.pk]) for file in brought)]
    assert visit_all(page, addresses) == []


def test_every_column_can_be_opened_and_changed(browse, people, brought):
    page = browse(people.admin, width=390)
    page.goto(reverse("described", args=[brought[1].pk]))
    for summary in page.locator("summary").all():
        summary.click()
    assert findings(page) == []
    assert not is_too_wide(page)
    page.locator("#id_c5-maximum").fill("2")
    page.locator("#id_c5-minimum").fill("3")
    page.get_by_role("button", name="Keep my changes").first.click()
    assert page.get_by_text("The smallest value must be below the largest.").first.is_visible()
    assert findings(page) == []
