"""A file in a real browser: from the class to what was stored and back again."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse
from uploads import as_csv

from predictor.imports.drafts import Draft, begin
from predictor.imports.work import confirm
from predictor.models import Student

pytestmark = pytest.mark.browser

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 4
FILE = as_csv("Student ID,Name,Reading,Lunch," + "Column" * 20, f"1,{LONG},81,standard,{LONG}", "2,Ida,x,standard,")


@pytest.fixture
def file():
    return {"name": "8a.csv", "mimeType": "text/csv", "buffer": FILE}


def made(classroom, people, content):
    """A draft with rows of every sort, and what became of another."""
    stored = Draft(begin(classroom, people.owner, "students", "old.csv", content), content)
    confirm(stored, people.owner, stored.plan().hash)
    rows = as_csv(
        f"Student ID,{LONG},Reading,Lunch", "1,Other,60,standard", "9,Amara Osei,70,", "9,Amara O,71,", "8,,1,"
    )
    draft = begin(classroom, people.owner, "students", LONG, rows)
    draft.choices["columns"] = ["number", "name", "field:reading_score", "field:lunch"]
    draft.save()
    return stored.row, draft


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_every_step_is_accessible_and_fits_its_window(browse, people, classroom, student, scheme, width):
    stored, draft = made(classroom, people, FILE)
    steps = [reverse(f"import-{name}", args=[draft.pk]) for name in ("columns", "people", "look")]
    pages = [reverse("imports", args=[classroom.pk]), *steps, reverse("import", args=[stored.pk])]
    assert visit_all(browse(people.owner, scheme=scheme, width=width), pages) == []


def test_a_teacher_adds_students_and_undoes_it_without_scripts(browse, people, classroom, file):
    page = browse(people.owner, scripts=False)
    page.goto(reverse("classroom", args=[classroom.pk]))
    page.get_by_role("link", name="Add from a file").first.click()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_label("Lunch").select_option("Lunch")
    page.get_by_role("button", name="Go on: who is who").click()
    page.get_by_role("button", name="Go on: look").click()
    assert "“x” is not allowed" in page.locator("main").inner_text()
    page.get_by_role("button", name="Store this").click()
    assert Student.objects.get().known == {"lunch": "standard", "reading_score": 81.0}
    page.get_by_role("button", name="Undo this file").click()
    assert "every row is as it was before" in page.locator("main").inner_text()
    assert not Student.objects.exists()


def test_every_step_is_done_by_keyboard(browse, people, classroom, file):
    page = browse(people.owner)
    page.goto(reverse("imports", args=[classroom.pk]))
    page.get_by_label("File", exact=True).set_input_files(file)
    for name in ("Read the file", "Go on: who is who", "Go on: look", "Store this"):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    page.get_by_text("The file was stored.").wait_for()
    assert Student.objects.count() == 1
