"""Stopping, objecting, correcting, what is kept and the file of a student, in a real browser."""

import datetime as dt

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse
from django.utils import timezone

from mlcore import stopping
from predictor.corrections import work as corrections
from predictor.models import Classroom, Student, Submission
from predictor.objections.work import turn
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


@pytest.fixture
def predicted(math, people, student, answers):
    asked = {"task": math, "answers": answers | {"reading_score": 40.0}, "made_by": people.owner}
    return make_prediction(**asked, student=student, door="page")


@pytest.fixture
def asked(people, student, predicted):
    """Requests that were carried out, that are overdue and that wait, said at length."""
    told = {"asked_by": "family", "said": f"It was 80: {LONG}"}
    done = corrections.ask(student, corrections.Asked(field="reading_score", right=80.0, **told), people.owner)
    corrections.carry_out(done, by=people.owner, door=Submission.Door.PAGE, why="Seen on paper")
    late = timezone.localdate() - dt.timedelta(days=3)
    wanted = corrections.Asked(field="lunch", right="free/reduced", due=late, **told)
    return corrections.ask(student, wanted, people.owner)


@pytest.fixture
def of_teachers(people, student, asked):
    other = Student.objects.create(classroom=student.classroom, name=f"Ada {LONG[:80]}")
    turn(other, True, by=people.owner, why=f"The family wrote: {LONG}")
    return [
        reverse("classroom", args=[student.classroom_id]),
        reverse("student", args=[student.pk]),
        reverse("waiting-corrections"),
        f"{reverse('waiting-corrections')}?classroom={student.classroom_id}",
        reverse("corrections", args=[student.pk]),
        f"{reverse('corrections', args=[student.pk])}?field=reading_score",
        reverse("correction", args=[asked.pk]),
        *(reverse("objection", args=[one.pk]) for one in (student, other)),
        reverse("student-file", args=[student.pk]),
    ]


@pytest.fixture
def of_admins(people, student, math):
    old = Classroom.objects.create(name="Class of 2020", schema_version=math.schema_version)
    Classroom.objects.filter(pk=old.pk).update(archived_at=timezone.now() - dt.timedelta(days=2_000))
    who_sees = reverse("student-who-sees", args=[student.pk])
    return [
        reverse("kept"),
        reverse("stopping"),
        f"{who_sees}?account=stranger",
        f"{who_sees}?account=nobody",
        reverse("invitations"),
        reverse("model-train", args=[math.slug]),
    ]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_of_teachers_are_accessible_and_fit_everywhere(browse, people, of_teachers, scheme, width):
    assert visit_all(browse(people.owner, scheme=scheme, width=width), of_teachers) == []


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_of_admins_are_accessible_and_fit_everywhere(browse, people, of_admins, scheme, width):
    page = browse(people.admin, scheme=scheme, width=width)
    assert visit_all(page, of_admins) == []
    stopping.stop(who="ada", why=f"The results of last year were entered wrongly: {LONG}")
    assert visit_all(page, [reverse("stopping"), reverse("home")]) == []


def test_a_correction_is_asked_for_and_decided_without_javascript(browse, people, student, predicted):
    page = browse(people.owner, scripts=False, width=390)
    page.goto(f"{reverse('corrections', args=[student.pk])}?field=reading_score")
    page.get_by_role("textbox", name="Reading score").fill("80")
    page.get_by_role("button", name="Note the request").click()
    page.goto(reverse("waiting-corrections"))
    page.get_by_role("link", name="Decide").click()
    page.get_by_role("button", name="Correct it").click()
    assert page.get_by_text("The entry was corrected.").is_visible()


def test_predicting_is_stopped_without_javascript(browse, people, math):
    page = browse(people.admin, scripts=False, width=390)
    page.goto(reverse("stopping"))
    page.get_by_label("Why").fill("The results of last year were entered wrongly.")
    page.get_by_role("button", name="Stop").click()
    assert stopping.current().why == "The results of last year were entered wrongly."
