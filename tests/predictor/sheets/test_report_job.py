"""A report that is asked for on a page or over the API, written by a worker, saved as a file."""

import sys
from contextlib import suppress
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from large_files import work
from page_words import words

from predictor.jobs.clearing import clear_ended
from predictor.jobs.kinds import KINDS, Lane
from predictor.jobs.run import Run
from predictor.jobs.words import failure
from predictor.jobs.worker import queue
from predictor.models import FieldRules, Job, Report

pytestmark = pytest.mark.django_db
API = "/api/v1/reports/"
HIDE = {"lunch": {"teacher": []}}


@pytest.fixture
def asked(exams, admin):
    """By an admin on the page of the rows."""
    return lambda: admin.post(reverse("report-ask", args=[exams.pk]))["Location"]


@pytest.fixture
def written(asked):
    asked()
    work()
    return Job.objects.get()


def test_it_is_asked_for_on_the_page_of_the_rows_and_saved_from_the_page_of_the_job(asked, exams, admin):
    assert reverse("report-ask", args=[exams.pk]) in admin.get(reverse("explore-dataset", args=[exams.pk])).text
    page = asked()
    assert page == reverse("job", args=[Job.objects.get().pk])
    work()
    said = admin.get(page)
    assert "Report of exams" in words(said)
    assert "Looking at the rows, for result 3 of 3." in words(said)
    assert reverse("report", args=[Job.objects.get().pk]) in said.text


def test_the_file_is_the_one_of_the_command_and_opens_outside_of_our_pages(written, admin):
    file = admin.get(reverse("report", args=[written.pk]))
    assert file["Content-Disposition"] == 'attachment; filename="report-exams.html"'
    assert file.text.lstrip().startswith("<!DOCTYPE html>")
    assert 'id="writing_score-title"' in file.text


def test_it_is_written_in_the_language_of_whoever_asked(exams, admin):
    admin.post(reverse("report-ask", args=[exams.pk]), headers={"Accept-Language": "de"})
    work()
    assert '<html lang="de">' in Report.objects.get().html


def test_pressed_twice_it_is_one_job_and_afterwards_another(asked):
    assert asked() == asked()
    work()
    asked()
    assert Job.objects.count() == 2


def test_only_who_may_explore_the_data_asks_and_only_who_asked_or_an_admin_reads(
    written, exams, teacher, owner, settings, as_user, people
):
    ask, read = reverse("report-ask", args=[exams.pk]), reverse("report", args=[written.pk])
    assert [owner.post(ask).status_code, owner.get(read).status_code] == [404, 404]
    settings.EXPLORE_FOR_TEACHERS = True
    assert [owner.post(ask).status_code, owner.get(read).status_code] == [302, 404]
    work()
    own = Job.objects.get(asked_by=people.owner)
    readers = (owner, teacher, as_user(people.admin))
    assert [client.get(reverse("report", args=[own.pk])).status_code for client in readers] == [200, 404, 200]
    settings.EXPLORE_FOR_TEACHERS = False
    assert owner.get(reverse("report", args=[own.pk])).status_code == 404
    assert "Report of a dataset" in words(owner.get(reverse("jobs")))


def test_killed_half_way_nothing_is_left_and_it_is_written_once(asked, monkeypatch):
    asked()
    killed = queue.take(Lane)
    with monkeypatch.context() as patch, suppress(SystemExit):
        patch.setattr(Run, "finish", lambda *_: sys.exit(1))
        KINDS["report"].work.run(Run(killed), **killed.arguments)
    assert not Report.objects.exists()
    queue.give_up(killed, {"kind": "killed", "signal": 9}, again=True)
    work()
    assert (Job.objects.get().state, Report.objects.count()) == ("done", 1)


def test_rows_that_were_deleted_meanwhile_are_a_refusal(asked, exams):
    asked()
    type(exams).objects.update(deleted_at=timezone.now())
    work()
    assert failure(Job.objects.get().error) == "The rows of the dataset were deleted. Choose another one."


def test_the_file_goes_before_its_job_and_its_page_says_so(written, admin, settings):
    Job.objects.update(ended_at=timezone.now() - timedelta(days=settings.REPORT_DAYS))
    assert [clear_ended()["reports"] for _ in range(2)] == [1, 0]
    assert "cleared after 7 days" in words(admin.get(reverse("job", args=[written.pk])))
    assert admin.get(reverse("report", args=[written.pk])).status_code == 404


def test_over_the_api_it_is_a_job_and_then_a_text(exams, client_of, people):
    client = client_of(people.admin)
    answer = client.post(API, {"dataset": "exams", "task": "math"})
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    address = f"{API}{answer.json()['id']}/"
    assert client.get(address).status_code == 404
    work()
    file = client.get(address).json()
    assert file["file_name"] == "report-exams-math.html"
    assert 'id="math_score-title"' in file["html"]
    assert 'id="reading_score-title"' not in file["html"]


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ({"dataset": "none"}, "dataset", "there are: exams"),
        ({"dataset": "exams", "task": "hsb-math"}, "task", "there are: "),
        ({}, "dataset", "required"),
    ],
)
def test_what_cannot_be_reported_is_said_of_its_field(exams, client_of, people, body, field, said):
    answer = client_of(people.admin).post(API, body)
    assert answer.status_code == 400
    assert said in answer.json()["error"]["fields"][field]
    assert not Job.objects.exists()


def test_teachers_are_told_nothing_over_the_api(exams, api_owner):
    assert api_owner.post(API, {"dataset": "exams"}).status_code == api_owner.get(f"{API}1/").status_code
    assert not Job.objects.exists()


def test_what_was_written_before_a_field_was_hidden_is_not_given_out(exams, as_user, client_of, people, settings):
    settings.EXPLORE_FOR_TEACHERS = True
    teacher, address = as_user(people.owner), reverse("report-ask", args=[exams.pk])
    teacher.post(address)
    work()
    first = Job.objects.get()
    assert teacher.get(reverse("report", args=[first.pk])).status_code == 200
    FieldRules.objects.create(schema_name="exams", version=1, rules=HIDE, reason="Private.", made_by=people.admin)
    page = as_user(people.owner).get(reverse("report", args=[first.pk]), follow=True)
    assert "rules for fields have changed" in page.text
    assert client_of(people.owner).get(f"{API}{first.pk}/").json()["error"]["code"] == "rules_changed"
