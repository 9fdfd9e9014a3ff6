"""Every page in a real browser: no accessibility finding, nothing wider than the window, usable by keyboard."""

import re

import pytest
from accessibility import WINDOWS, findings, visit_all
from django.urls import reverse

from mlcore.models import ModelVersion
from predictor.classes.keeping.work import into_next_year
from predictor.models import Classroom, Student, Submission
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.browser

OF_A_CLASS = (
    "classroom",
    "classroom-edit",
    "classroom-delete",
    "classroom-archive",
    "classroom-next-year",
    "classroom-teachers",
    "classroom-places",
    "classroom-sheets",
)
OF_A_STUDENT = ("student", "student-edit", "student-classes", "student-delete", "student-sheet", "support")
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


@pytest.fixture
def school(people, math, student, answers):
    """A class with a name that is far too long, predictions for six, one with warnings, and empty things."""
    classroom = Classroom.objects.create(name=LONG[:100], schema_version=math.schema_version)
    classroom.teachers.add(people.owner)
    Student.objects.create(classroom=classroom, name=LONG[:150], reference=LONG[:50])
    asked = {"task": math, "made_by": people.owner, "door": Submission.Door.PAGE, "student": student}
    make_prediction(answers=answers, own_estimate=61.5, **asked)
    # Somebody with a long name went on, and somebody stayed.
    earlier = Classroom.objects.create(name=LONG[:99], schema_version=math.schema_version)
    earlier.teachers.add(people.owner)
    for name in (f"Went {LONG}"[:150], "Stayed"):
        going = Student.objects.create(classroom=earlier, name=name)
    into_next_year(earlier, name="Class 9a", going=[going.pk - 1])
    for number in range(5):
        other = Student.objects.create(classroom=student.classroom, name=f"Student {number}")
        make_prediction(answers=answers, **asked | {"student": other})
    return make_prediction(answers=dict.fromkeys(answers), **asked)


@pytest.fixture
def addresses(school, math):
    student, classroom = school.student, school.student.classroom
    other = Student.objects.get(name__startswith=LONG[:20])
    history, archived = reverse("history"), Classroom.objects.archived().get()
    return [
        reverse("home"),
        history,
        history + "?student=nobody",
        history + "?since=nonsense",
        reverse("password"),
        reverse("weekly-summary"),
        reverse("prediction", args=[school.pk]),
        reverse("my-estimates"),
        reverse("prediction-feedback", args=[school.pk]),
        reverse("prediction-what-if", args=[school.pk]),
        reverse("prediction-what-if", args=[school.pk]) + "?reading_score=80",
        reverse("prediction-what-if", args=[school.pk]) + "?reading_score=101",
        reverse("predict", args=[student.pk, math.slug]),
        reverse("predict", args=[student.pk, "reading"]),
        *(reverse(name, args=[student.pk]) for name in OF_A_STUDENT),
        reverse("student", args=[other.pk]),
        reverse("classroom-new"),
        reverse("classroom", args=[other.classroom_id]),
        *(reverse(name, args=[classroom.pk]) for name in OF_A_CLASS),
        reverse("classroom-places", args=[classroom.pk]) + "?task=math&places=2&mark=50",
        reverse("classroom", args=[archived.pk]),
        reverse("archived"),
        reverse("students") + "?q=student",
        reverse("student-new", args=[classroom.pk]),
        "/nothing/here/",
    ]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_every_page_is_accessible_and_fits_its_window(browse, people, addresses, scheme, width):
    page = browse(people.owner, scheme=scheme, width=width)
    complaints = visit_all(page, addresses)
    assert [text for text in complaints if "Content Security Policy" in text] == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_pages_of_somebody_who_has_nothing_yet_are_accessible(browse, people, scheme, width):
    teacher, admin = (browse(who, scheme=scheme, width=width) for who in (people.stranger, people.admin))
    pages = [reverse(name) for name in ("home", "history", "jobs", "models")]
    assert visit_all(teacher, pages) == []
    assert visit_all(admin, [reverse(name) for name in ("rosters", "describe", "explore", "grades")]) == []


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_for_visitors_and_mistakes_are_accessible(browse, people, scheme, width):
    page = browse(scheme=scheme, width=width)
    page.goto(reverse("login"))
    assert findings(page) == []
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert findings(page) == []
    page.goto("/nothing/here/")
    assert findings(page) == []


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_a_refused_form_is_accessible_and_leads_to_the_field(browse, people, school, math, scheme, width):
    page = browse(people.owner, scheme=scheme, width=width)
    page.goto(reverse("predict", args=[school.student_id, math.slug]))
    number = page.locator("input[inputmode]").first
    number.fill("1000")
    page.get_by_role("button", name="Predict").click()
    page.get_by_role("alert").wait_for()
    assert findings(page) == []
    page.get_by_role("alert").get_by_role("link").click()
    assert number.get_attribute("aria-invalid") == "true"
    assert "expected a number" in page.locator("#" + number.get_attribute("aria-describedby").split()[-1]).inner_text()


def test_a_teacher_logs_in_predicts_and_logs_out_without_scripts(browse, people, student):
    from factories import PASSWORD

    page = browse(scripts=False)
    page.goto(reverse("home"))
    page.get_by_label("Username").fill("owner")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("link", name=student.name, exact=True).click()
    page.get_by_role("link", name="New prediction").click()
    page.get_by_role("button", name="Predict").click()
    page.wait_for_url("**/predictions/*/")
    assert re.search(r"usually score between \d+ and \d+ in maths", page.locator("main").inner_text())
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Log in").wait_for()


def test_the_first_tab_leads_past_the_menu(browse, people, school):
    page = browse(people.owner)
    page.goto(reverse("prediction", args=[school.pk]))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_whatever_has_the_focus_shows_it(browse, people, school, math):
    page = browse(people.owner)
    page.goto(reverse("predict", args=[school.student_id, math.slug]))
    for _ in range(20):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid", page.evaluate("document.activeElement.outerHTML")


def test_on_paper_the_range_stays_and_the_menu_goes(browse, people, school):
    page = browse(people.owner)
    page.goto(reverse("prediction", args=[school.pk]))
    page.emulate_media(media="print")
    assert not page.locator(".nav").is_visible()
    assert page.locator(".statement").is_visible()
    assert page.locator(".ruler svg[role=img]").is_visible()


def test_the_ruler_puts_the_value_where_its_scale_says(browse, people, school):
    page = browse(people.owner)
    page.goto(reverse("prediction", args=[school.pk]))
    axis = page.locator(".ruler .axis").bounding_box()
    dot = page.locator(".ruler svg[role=img] .value-dot").bounding_box()
    share = (dot["x"] + dot["width"] / 2 - axis["x"]) / axis["width"]
    assert share * 100 == pytest.approx(school.value, abs=0.5)


def test_the_page_without_a_model_is_accessible(browse, people, school, math):
    ModelVersion.objects.update(is_live=False)
    page = browse(people.owner)
    page.goto(reverse("predict", args=[school.student_id, math.slug]))
    assert page.get_by_role("heading", name="No model can answer this yet").is_visible()
    assert findings(page) == []
