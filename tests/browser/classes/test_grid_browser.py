"""Entries of a class in a real browser: by keyboard like a spreadsheet, pasted from one, and without scripts."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse

from predictor.models import Student

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


@pytest.fixture
def students(classroom):
    names = ["Ada", "Ben", LONG[:150]]
    return Student.objects.bulk_create([Student(classroom=classroom, name=name) for name in names])


@pytest.fixture
def address(classroom, students):
    return reverse("classroom-entries", args=[classroom.pk])


@pytest.fixture
def numbers(math):
    schema = math.schema_version.schema
    return [field for field in schema.inputs(math.question) if field.is_number]


def cell(page, field, name):
    return page.get_by_label(f"{field.label} of {name}", exact=True)


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_the_grid_is_accessible_and_fits_its_window(browse, people, address, scheme, width):
    page = browse(people.owner, scheme=scheme, width=width)
    assert visit_all(page, [address, f"{address}?fields=all"]) == []


def test_enter_and_arrows_go_from_cell_to_cell_and_what_is_typed_is_stored(browse, people, address, numbers, students):
    page = browse(people.owner)
    page.goto(address)
    cell(page, numbers[0], "Ada").focus()
    for key in ("4", "0", "Enter", "5", "0", "ArrowRight", "6", "0", "ArrowUp", "7", "0"):
        page.keyboard.press(key)
    page.get_by_role("button", name="Store these entries").click()
    page.get_by_text("4 entries were stored.").wait_for()
    first, second = (field.slug for field in numbers[:2])
    assert Student.objects.get(name="Ada").known == {first: 40.0, second: 70.0}
    assert Student.objects.get(name="Ben").known == {first: 50.0, second: 60.0}


def test_a_block_is_pasted_from_the_cell_on(browse, people, address, numbers):
    page = browse(people.owner)
    page.goto(address)
    cell(page, numbers[0], "Ada").focus()
    paste(page, "41\t42\r\n51\t52\r\n61\t62\r\n71\t72\r\n")
    page.get_by_text("6 cells filled; 2 did not fit").wait_for()
    assert cell(page, numbers[1], "Ben").input_value() == "52"


def paste(page, text):
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(paste);
        }""",
        text,
    )


def test_without_scripts_it_is_a_plain_form(browse, people, address, numbers):
    page = browse(people.owner, scripts=False)
    page.goto(address)
    cell(page, numbers[0], "Ben").fill("1000")
    page.get_by_role("button", name="Store these entries").click()
    page.get_by_role("link", name=f"{numbers[0].label} of Ben").click()
    cell(page, numbers[0], "Ben").fill("99")
    page.get_by_role("button", name="Store these entries").click()
    page.get_by_text("1 entry was stored.").wait_for()
    assert Student.objects.get(name="Ben").known == {numbers[0].slug: 99.0}
