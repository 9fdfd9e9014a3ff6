"""A target in a real browser: set, locked, refused to a colleague, and told in the history."""

import pytest
from accessibility import WINDOWS, findings, is_too_wide, visit_all
from django.urls import reverse

from predictor.models import Student, Submission
from predictor.predicting.work import make_prediction
from predictor.targets.work import Aim, Signed, newest_of, set_target

pytestmark = pytest.mark.browser

LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


@pytest.fixture
def address(student, math):
    return reverse("target", args=[student.pk, math.slug])


@pytest.fixture
def aim(student, math, people):
    def aim(score, locked=False, by=people.owner, **more):
        newest = newest_of(student, math)
        signed = Signed(**{"by": by, "why": "after the mock exam", "seen": newest and newest.pk} | more)
        return set_target(student, math, Aim(score=score), signed, locked=locked)

    return aim


@pytest.fixture
def prediction(math, people, student, answers):
    asked = {"task": math, "made_by": people.owner, "door": Submission.Door.PAGE, "student": student}
    return make_prediction(answers=answers, **asked)


def fill(page, score, why):
    page.get_by_label("Maths score").fill(score)
    page.get_by_label("Why").fill(why)


def test_a_teacher_sets_and_locks_a_target_without_scripts(browse, people, student, prediction):
    page = browse(people.owner, scripts=False)
    page.goto(reverse("student", args=[student.pk]))
    page.get_by_role("link", name="Set a target").first.click()
    fill(page, "75", "her own wish")
    page.get_by_label("Lock it").check()
    page.get_by_role("button", name="Set the target").click()
    said = page.locator("main").inner_text()
    assert "The target is 75 (B)." in said
    assert "Locked by owner on" in said
    assert "similar students reach it." in said
    assert "Set to 75 (B) and locked" in said
    assert "her own wish" in said


def test_a_colleague_cannot_change_a_locked_target_until_it_is_unlocked(browse, people, address, aim):
    aim(75.0)
    colleague = browse(people.colleague, scripts=False)
    colleague.goto(address)
    aim(75.0, locked=True)
    fill(colleague, "80", "to try")
    colleague.get_by_role("button", name="Change the target").click()
    assert "The target was locked by owner on" in colleague.get_by_role("alert").inner_text()
    assert not colleague.get_by_label("Why").is_visible()
    aim(75.0)
    colleague.goto(address)
    fill(colleague, "80", "agreed now")
    colleague.get_by_role("button", name="Change the target").click()
    acts = colleague.locator(".entries strong").all_inner_texts()
    assert acts == ["Changed to 80 (A)", "Unlocked", "Locked", "Set to 75 (B)"]


def test_a_target_is_taken_back_by_keyboard(browse, people, address, aim):
    aim(75.0)
    page = browse(people.owner)
    page.goto(address)
    page.get_by_label("Why").fill("she left the course")
    page.get_by_role("button", name="Take it back").focus()
    page.keyboard.press("Enter")
    page.get_by_text("No target is set.").wait_for()
    assert page.locator(".entries strong").first.inner_text() == "Taken back"


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_with_targets_are_accessible_and_fit_their_window(
    browse, people, student, math, aim, prediction, address, scheme, width
):
    Student.objects.create(classroom=student.classroom, name=LONG[:150])
    aim(70.0)
    aim(75.5, locked=True, why="x" * 500)
    other = reverse("target", args=[Student.objects.exclude(pk=student.pk).get().pk, math.slug])
    pages = [address, other, reverse("student", args=[student.pk]), reverse("prediction", args=[prediction.pk])]
    for user in (people.owner, people.colleague):
        assert visit_all(browse(user, scheme=scheme, width=width), pages) == []


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_a_refused_target_is_accessible_and_leads_to_the_field(browse, people, address, scheme, width):
    page = browse(people.owner, scheme=scheme, width=width)
    page.goto(address)
    fill(page, "170", "to try")
    page.get_by_role("button", name="Set the target").click()
    page.get_by_role("alert").get_by_role("link", name="Maths score").click()
    assert page.locator(":focus").input_value() == "170"
    assert findings(page) == []
    assert not is_too_wide(page)


def test_on_paper_the_target_and_its_history_stay_and_the_form_goes(browse, people, address, aim):
    aim(75.0)
    page = browse(people.owner)
    page.goto(address)
    page.emulate_media(media="print")
    assert page.locator(".statement").is_visible()
    assert page.locator(".entries").is_visible()
    assert not page.get_by_label("Why").is_visible()
