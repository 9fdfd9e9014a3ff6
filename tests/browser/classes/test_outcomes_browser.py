"""Results in a real browser: recorded for a class, corrected, shown beside ranges, and the track record."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse
from held_predictions import came, held

from predictor.models import Outcome, Student

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


def test_a_class_is_recorded_by_keyboard_and_a_slip_corrected(browse, people, student):
    page = browse(people.owner)
    page.goto(reverse("classroom", args=[student.classroom_id]))
    page.get_by_role("link", name="Record results").click()
    page.get_by_label("Amara Osei").fill("16")
    page.keyboard.press("Enter")
    page.get_by_text("1 result was recorded.").wait_for()
    page.goto(reverse("student", args=[student.pk]))
    page.get_by_role("link", name="Correct Maths score").click()
    page.get_by_label("Reached").fill("61")
    page.get_by_label("Why").fill("figures swapped")
    page.get_by_role("button", name="Correct it").click()
    page.get_by_text("Corrected: it was 16 before.").wait_for()
    assert [row.value for row in Outcome.objects.in_force()] == [61.0]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_with_results_are_accessible_and_fit_their_window(
    browse, people, classroom, answers, math, scheme, width
):
    prediction = held(classroom, people.owner, answers, math, 32)[0]
    Student.objects.create(classroom=classroom, name=LONG[:150])
    row = came(prediction.student, math, 61, people.owner, days=2)
    pages = [
        reverse("track-record"),
        reverse("classroom-results", args=[classroom.pk]),
        reverse("student-result", args=[prediction.student_id]),
        reverse("result-correct", args=[row.pk]),
        reverse("student", args=[prediction.student_id]),
        reverse("prediction", args=[prediction.pk]),
    ]
    assert visit_all(browse(people.owner, scheme=scheme, width=width), pages) == []
    assert visit_all(browse(people.stranger, scheme=scheme, width=width), [reverse("track-record")]) == []


def test_on_a_phone_no_figure_of_the_track_record_lies_beside_the_window(browse, people, classroom, answers, math):
    held(classroom, people.owner, answers, math, 32)
    page = browse(people.owner, width=390)
    page.goto(reverse("track-record"))
    figures = page.get_by_role("region", name="Figures of Maths score").first
    assert figures.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert figures.get_by_text("Mean error").last.is_visible()
