"""The page of rehearsals: who reads it, who asks for one, and what it says."""

import pytest
from django.urls import reverse
from kept_rehearsals import kept_rehearsal
from page_words import words

from predictor.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(math, exams):
    return reverse("explore-rehearsal", args=[exams.pk])


@pytest.fixture
def kept(math, exams):
    return kept_rehearsal(math, exams)


@pytest.mark.parametrize(("who", "status"), [("owner", 404), ("colleague", 404), ("stranger", 404), ("admin", 200)])
def test_it_opens_for_whoever_may_explore_the_data(who, status, as_user, people, address):
    assert as_user(getattr(people, who)).get(address).status_code == status


def test_teachers_to_whom_the_data_are_open_read_it_and_cannot_ask(owner, address, kept, settings):
    settings.EXPLORE_FOR_TEACHERS = True
    assert "Rehearse again" not in words(owner.get(address))
    assert owner.post(address, {"task": "math"}).status_code == 404
    assert not Job.objects.exists()


def test_the_comparison_of_the_last_point_leads(admin, address, kept):
    said = words(admin.get(address))
    assert said.index("the last mark again (writing score) 2.0 points") < said.index(
        "Replayed are 120 students of 2026"
    )
    assert "After the second test: for 120 students predictions were 2.1 points off" in said
    assert "Which lies nearer cannot be told" in said


def test_the_picture_has_a_description_and_its_table(admin, address, kept):
    page = admin.get(address).text
    assert 'id="rehearsal-desc"' in page
    assert page.count("point-other") >= 3
    assert "Ranges and errors at each point" in page


def test_without_one_it_says_what_a_rehearsal_is(admin, address, math):
    assert "Nothing was rehearsed on these rows yet" in words(admin.get(address))


@pytest.mark.parametrize("question", ["%00", "nothing-like-it"])
def test_of_a_question_that_nobody_asked_there_is_nothing_to_read(admin, address, kept, question):
    page = admin.get(f"{address}?task={question}")
    assert page.status_code == 200
    assert "Nothing was rehearsed on these rows yet" in words(page)


def test_facts_of_another_release_do_not_break_it(admin, address, math, exams):
    kept_rehearsal(math, exams, facts={"other": 1})
    assert "Nothing was rehearsed on these rows yet" in words(admin.get(address))


def test_of_several_questions_each_can_be_chosen(admin, address, math, exams, kept):
    from mlcore.models import Task

    kept_rehearsal(Task.objects.get(slug="reading"), exams)
    assert "writing score" in words(admin.get(address, {"task": "math"}))
    assert 'href="?task=reading"' in admin.get(address, {"task": "math"}).text


def test_it_is_asked_for_once_and_followed_on_the_page_of_its_job(admin, address, math, exams):
    asked = [admin.post(address, {"task": "math"})["Location"] for _ in range(2)]
    job = Job.objects.get()
    assert asked == [reverse("job", args=[job.pk])] * 2
    assert (job.kind, job.arguments) == ("rehearse", {"dataset": exams.pk, "task": "math", "year": ""})
    assert "Rehearsal of exams" in words(admin.get(asked[0]))


def test_a_question_that_is_not_there_is_refused_in_the_form(admin, address, math):
    assert "Select a valid choice" in admin.post(address, {"task": "dance"}).text


def test_its_tables_are_files(admin, kept, exams):
    for part in ("points", "beside", "chances"):
        file = admin.get(reverse(f"explore-rehearsal-{part}-csv", args=[exams.pk]), {"task": "math"})
        assert "second test" in b"".join(file).decode().lower()


def test_nobody_else_gets_the_files(owner, kept, exams):
    assert owner.get(reverse("explore-rehearsal-points-csv", args=[exams.pk])).status_code == 404
