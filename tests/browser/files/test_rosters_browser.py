"""A school's zip in a real browser: from the first page to what was stored and back again."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse
from large_files import a_worker_is_there, work
from school_zips import school_zip

from predictor.models import Classroom, Roster, Student
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.drafts import Draft, begin
from predictor.oneroster.previews import of_school
from predictor.oneroster.work import confirm

pytestmark = pytest.mark.browser

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 3
SCHOOL = {
    "classes": {"c1": "Maths 7A", "c2": LONG[:100]},
    "students": {
        "s1": ("Ann", "Abel", "0071"),
        "s2": ("Ben", LONG, "72"),
        "s3": ("Cy", "Cole", "72"),
        "s4": ("Di", "Dorn", "9"),
    },
    "teachers": {"t1": ("owner", "owner@school.example"), "t2": ("nobody", "")},
    "places": [("c1", "s1"), ("c1", "s4"), ("c2", "s2"), ("c2", "s3"), ("c1", "t1"), ("c1", "t2")],
    "tests": {"i1": ("Reading score", "c1", 20), "i2": (LONG, "c1", 20)},
    "results": [("i1", "s1", 15), ("i2", "s1", 3), ("i1", "s2", "", "exempt")],
    "demographics": ["s1"],
}
LATER = {"places": [("c1", "s1"), ("c2", "s4")], "results": [("i1", "s1", 17)]}


@pytest.fixture
def file():
    return {"name": "school.zip", "mimeType": "application/zip", "buffer": school_zip(**SCHOOL)}


def made(people, version, content, **choices):
    draft = Draft.of(begin(people.admin, "school.zip", content))
    classes = dict.fromkeys(("c1", "c2"), f"new:{version.pk}")
    draft.choose(Choices(**{"classes": classes, "tests": {"Reading score": "reading_score"}} | choices))
    return draft


def two_files(people, version):
    """One that was stored, and the next, in which somebody moves and somebody is absent."""
    first = made(people, version, school_zip(**SCHOOL))
    row = confirm(first, people.admin, first.plan().hash)
    classes = {one.in_rosters.sourced_id: str(one.pk) for one in Classroom.objects.all()}
    going = tuple(Student.objects.filter(reference="9").values_list("pk", flat=True))
    return row, made(people, version, school_zip(**SCHOOL | LATER), classes=classes, gone=going).row


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_every_step_is_accessible_and_fits_its_window(browse, people, math, scheme, width):
    stored, draft = two_files(people, math.schema_version)
    steps = [reverse(f"roster-{name}", args=[draft.pk]) for name in ("classes", "who", "look")]
    pages = [reverse("home"), reverse("rosters"), *steps, reverse("roster", args=[stored.pk])]
    pages.append(reverse("import", args=[stored.parts.first().pk]))
    assert visit_all(browse(people.admin, scheme=scheme, width=width), pages) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_a_large_zip_leads_on_by_itself_and_its_page_fits(browse, people, math, monkeypatch, scheme, width):
    monkeypatch.setattr(of_school, "MOST_BYTES_AT_ONCE", 10)
    address = reverse("roster-look", args=[made(people, math.schema_version, school_zip(**SCHOOL)).row.pk])
    page = browse(people.admin, scheme=scheme, width=width)
    with a_worker_is_there():
        assert visit_all(page, [address]) == []
        work()
        page.get_by_role("button", name="Store this").click()
        page.get_by_text("Storing what you confirmed.").wait_for()
        work()
        page.get_by_role("button", name="Undo this file").wait_for()
    assert Roster.objects.get().state == "stored"


def test_an_admin_takes_a_school_in_and_undoes_it_without_scripts(browse, people, math, file):
    page = browse(people.admin, scripts=False)
    page.goto(reverse("home"))
    page.get_by_role("link", name="Add a school's file").click()
    page.get_by_label("OneRoster zip").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_label("All classes that").select_option(f"new:{math.schema_version_id}")
    page.get_by_role("button", name="Go on: teachers and tests").click()
    page.get_by_label("owner (the same user name)").check()
    page.get_by_role("button", name="Go on: look").click()
    assert "2 classes are new" in page.locator("main").inner_text()
    page.get_by_role("button", name="Store this").click()
    assert Student.objects.get(reference="0071").known == {"reading_score": 75.0}
    assert people.owner.classrooms.get().name == "Maths 7A"
    page.get_by_role("button", name="Undo this file").click()
    assert "every class is as it was before" in page.locator("main").inner_text()
    assert not Classroom.objects.exists()


def test_every_step_is_done_by_keyboard(browse, people, math, file):
    page = browse(people.admin)
    page.goto(reverse("rosters"))
    page.get_by_label("OneRoster zip").set_input_files(file)
    for name in ("Read the file", "Go on: teachers and tests", "Go on: look", "Store this"):
        if name.endswith("tests"):
            page.get_by_label("All classes that").focus()
            page.keyboard.press("n")
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    page.get_by_text("The file was stored.").wait_for()
    assert Roster.objects.get().state == "stored"
