"""A gradebook in a real browser: uploaded, filled as the person says, looked at and saved, without scripts."""

from pathlib import Path

import pytest
from accessibility import WINDOWS, findings, is_too_wide, visit_all
from django.urls import reverse
from gradebooks import CANVAS

from predictor.models import Student, Submission
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.browser

LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


@pytest.fixture
def file(student, math, people, answers, tmp_path):
    """A gradebook with students who have a prediction, and with a very long name."""
    Student.objects.filter(pk=student.pk).update(reference="0071")
    ben = Student.objects.create(classroom=student.classroom, name=LONG[:150], reference="0072")
    for one in (student, ben):
        make_prediction(task=math, answers=answers, student=one, made_by=people.owner, door=Submission.Door.PAGE)
    path = tmp_path / f"{LONG[:60]}.csv"
    path.write_text(CANVAS.replace("Test", LONG).replace("Bora", LONG), encoding="utf-8")
    return path


@pytest.fixture
def address(classroom):
    return reverse("classroom-fill", args=[classroom.pk])


def upload(page, file):
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()


def show(page, column, how=None):
    page.get_by_label("Into which column").select_option(label=column)
    if how:
        page.get_by_label("How a value is written").select_option(label=how)
    page.get_by_role("button", name="Show what will be written").click()


def test_a_gradebook_is_filled_and_saved_without_scripts(browse, people, classroom, file):
    page = browse(people.owner, scripts=False)
    page.goto(reverse("classroom", args=[classroom.pk]))
    page.get_by_role("link", name="Fill a gradebook").click()
    upload(page, file)
    show(page, "Quiz 1 (out of 7)")
    page.get_by_role("alert").get_by_text("Say how a value is written").wait_for()
    show(page, "Quiz 1 (out of 7)", "as the same part of the column's maximum")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the filled file").click()
    before, after = file.read_text(encoding="utf-8"), Path(saved.value.path()).read_text(encoding="utf-8")
    shown = page.locator("td strong").inner_text()
    assert after == before.replace("amara,8A,,,", f"amara,8A,,{shown},")


def test_a_class_is_saved_as_a_file(browse, people, classroom, file):
    page = browse(people.owner)
    page.goto(reverse("classroom", args=[classroom.pk]))
    with page.expect_download() as saved:
        page.get_by_role("link", name="as CSV").click()
    assert saved.value.suggested_filename.startswith("class-class-8a-")


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_about_files_are_accessible_and_fit_their_window(browse, people, classroom, address, file, scheme, width):
    page = browse(people.owner, scheme=scheme, width=width)
    assert visit_all(page, [reverse("home"), reverse("classroom", args=[classroom.pk]), address]) == []
    upload(page, file)
    assert (findings(page), is_too_wide(page)) == ([], False)
    show(page, "Exam (out of 100)")
    assert (findings(page), is_too_wide(page)) == ([], False)


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_a_refused_gradebook_is_accessible_and_leads_to_the_field(browse, people, address, file, scheme, width):
    page = browse(people.owner, scheme=scheme, width=width)
    page.goto(address)
    upload(page, {"name": "x.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"})
    page.get_by_role("alert").get_by_role("link", name="File").click()
    assert page.locator(":focus").get_attribute("type") == "file"
    assert (findings(page), is_too_wide(page)) == ([], False)
