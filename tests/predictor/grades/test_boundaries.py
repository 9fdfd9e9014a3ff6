"""An admin decides grade boundaries on a page: dated, with a reason, refused with what is wrong and the remedy."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.grades.forms import beginning
from predictor.grades.in_force import grading_of
from predictor.grades.work import newest
from predictor.models import GradeBoundaries

pytestmark = pytest.mark.django_db
GIVEN = {"grades": "top 75\ngood  enough 45\nother 0", "passed": "good enough", "reason": "Board of June."}


@pytest.fixture
def where(math):
    return reverse("grade-boundaries", args=["exams", "math_score"])


@pytest.fixture
def send(admin, where):
    def send(**changes):
        asked = {"classroom": "", "valid_from": timezone.localdate().isoformat(), "act": "set"}
        given = GIVEN | asked | {"seen": newest("exams", "math_score")} | changes
        return admin.post(where, given)

    return send


def test_boundaries_are_stored_with_who_and_why_and_are_in_force_at_once(send, math, people, where):
    assert send().url == where
    row = GradeBoundaries.objects.get()
    assert (row.made_by, row.reason, row.classroom) == (people.admin, "Board of June.", None)
    grading = grading_of(math)
    assert [(grade.label, grade.start) for grade in grading.as_written] == [
        ("top", 75),
        ("good enough", 45),
        ("other", 0),
    ]
    assert grading.pass_at == 45


def test_boundaries_of_a_class_are_its_own(send, math, classroom):
    send(classroom=classroom.pk, passed="50")
    assert grading_of(math, classroom).pass_at == 50
    assert grading_of(math) == math.target.grading


def test_scores_are_typed_as_the_readers_language_writes_numbers(admin, send, math):
    admin.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    send(grades="top 75,5\nother 0", passed="44,5")
    grading = grading_of(math)
    assert ([grade.start for grade in grading.as_written], grading.pass_at) == ([75.5, 0], 44.5)


def test_boundaries_can_be_taken_back(send, math):
    send()
    send(act="take-back", grades="half typed", reason="By mistake.")
    assert grading_of(math) == math.target.grading
    assert [row.content for row in GradeBoundaries.objects.order_by("id")][1] == {}


def test_what_is_both_a_grade_and_a_score_is_the_grade(send, math):
    send(grades="\n".join(f"{grade} {10 * grade}" for grade in range(9, -1, -1)), passed="4")
    assert grading_of(math).pass_at == 40


@pytest.mark.parametrize("passed", ["4", "4.0", "4.5"])
def test_what_the_form_shows_first_means_what_is_in_force(send, math, passed):
    send(grades="4 40\n4.5 20\n3 0", passed=passed)
    then = grading_of(math)
    send(**beginning(then))
    assert grading_of(math) == then


@pytest.mark.parametrize("line", ["top\t75", "top\u00a075", "\ufefftop 75", "  top   75  "])
def test_a_line_is_read_however_it_was_pasted(send, math, line):
    send(grades=f"{line}\r\nother 0\r\n", passed="top")
    assert [(grade.label, grade.start) for grade in grading_of(math).as_written] == [("top", 75), ("other", 0)]


def test_what_begins_later_is_not_there_to_be_taken_back_today(send, math):
    later = timezone.localdate() + dt.timedelta(days=3)
    send(valid_from=later.isoformat())
    answer = send(act="take-back")
    assert f"No boundaries are set for every class on {timezone.localdate():%-d %B %Y}" in words(answer)
    assert f"Those set from {later:%-d %B %Y} on are taken back from that day on." in words(answer)
    send(act="take-back", valid_from=later.isoformat())
    assert GradeBoundaries.objects.count() == 2


def test_what_ends_later_can_end_today(send, math):
    send()
    send(act="take-back", valid_from=(timezone.localdate() + dt.timedelta(days=3)).isoformat())
    assert send(act="take-back").status_code == 302
    assert grading_of(math) == math.target.grading


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"grades": "A 75\nB 75\nC 0", "passed": "A"}, "the grades 'A' and 'B' both begin at 75"),
        ({"grades": "A 75\nB 10", "passed": "A"}, "scores from 0 to below 10 have no grade"),
        ({"grades": "A 175\nB 0"}, "Line 1: '175' is not allowed; expected a number from 0 to 100"),
        ({"grades": "A\nB 0"}, "Line 1:"),
        ({"grades": "75\nB 0"}, "Line 1: write a label, a space and the lowest score."),
        ({"grades": "A x\nB 0"}, "Line 1: 'x' is not allowed"),
        ({"passed": "Z"}, "'Z' is neither one of these grades nor a number from 0 to 100."),
        ({"passed": "45,5"}, "'45,5' is neither"),
        ({"passed": "absent"}, "'absent' is neither"),
        ({"grades": "", "passed": ""}, "Give grades or a pass mark"),
        ({"reason": ""}, "Why"),
        ({"valid_from": "2020-01-01"}, "Choose today or later."),
        ({"valid_from": "soon"}, "Enter a valid date."),
        ({"act": "take-back"}, "there is nothing to take back"),
        ({"classroom": "999999"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_stored(send, changes, message):
    answer = send(**changes)
    assert answer.status_code == 200
    assert message in words(answer).replace("&#x27;", "'")
    assert not GradeBoundaries.objects.exists()


def test_a_later_day_waits(send, math):
    send(valid_from=(timezone.localdate() + dt.timedelta(days=3)).isoformat())
    assert GradeBoundaries.objects.count() == 1
    assert grading_of(math) == math.target.grading


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger"])
def test_only_an_admin_decides(as_user, people, where, who):
    client = as_user(getattr(people, who))
    assert client.get(where).status_code == client.post(where, GIVEN).status_code == 403
    assert client.get(reverse("grades")).status_code == 403
    assert not GradeBoundaries.objects.exists()


@pytest.mark.parametrize("path", ["exams/nonsense", "nonsense/math_score", "exams/gender"])
def test_what_no_question_asks_for_is_404(admin, math, path):
    assert admin.get(f"/grades/{path}/").status_code == 404


def test_the_overview_names_every_target_once(admin, math):
    text = words(admin.get(reverse("grades"))).replace(" ,", ",")
    assert text.count("Maths score") == 1
    assert "A 80, B 70, C 60, D 50, E 0, passed from 60" in text


def test_the_page_shows_what_was_decided_so_far(admin, send, where, classroom):
    send(classroom=classroom.pk)
    text = words(admin.get(where)).replace(" ,", ",")
    assert "Class 8a from" in text
    assert "top 75, good enough 45, other 0, passed from 45" in text
    assert "Board of June." in text


def test_deleting_a_class_says_that_its_boundaries_go_too(send, owner, classroom):
    page = reverse("classroom-delete", args=[classroom.pk])
    send()
    assert "boundaries" not in words(owner.get(page))
    send(classroom=classroom.pk)
    assert "So do the grade boundaries that were decided for it." in words(owner.get(page))
    owner.post(page)
    assert [row.classroom for row in GradeBoundaries.objects.all()] == [None]


def test_of_two_who_decide_at_once_the_second_is_told(send, math):
    send()
    answer = send(seen=0, reason="The other admin.")
    assert "Others were decided meanwhile." in words(answer)
    assert [row.reason for row in GradeBoundaries.objects.all()] == ["Board of June."]


def test_the_page_shows_the_boundaries_of_classes_that_have_their_own(admin, send, where, classroom):
    send(classroom=classroom.pk)
    text = words(admin.get(where)).replace(" ,", ",")
    assert "Every other class: A 80, B 70" in text
    assert "Class 8a : top 75" in text
