"""Predicting a file in a real browser: brought, waited for, taken along."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse

from predictor.file_predictions import work
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt

pytestmark = pytest.mark.browser
CONTENT = b"Name,Reading\nIda,50\nBo,seventy\n"
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 5


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_the_pages_are_accessible_and_fit_their_window(browse, people, math, scheme, width):
    done, waits = (work.take(math, f"{LONG}.csv", CONTENT, {}, by=people.owner) for _ in range(2))
    attempt(Run(queue.take(Lane)))
    page = browse(people.owner, scheme=scheme, width=width)
    addresses = [reverse("predicted-files"), *(reverse("predicted-file", args=[row.pk]) for row in (done, waits))]
    assert visit_all(page, [*addresses, reverse("history")]) == []


def test_a_file_is_brought_followed_and_taken_along_without_scripts(browse, people, math):
    page = browse(people.owner, scripts=False)
    page.goto(reverse("history"))
    page.get_by_role("link", name="Predict a file").click()
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": CONTENT}
    )
    page.get_by_role("button", name="Predict the file").click()
    page.get_by_text("It waits").wait_for()
    attempt(Run(queue.take(Lane)))
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("link", name="Look at what came of it").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert "what is wrong" in download.value.path().read_text(encoding="utf-8-sig")
