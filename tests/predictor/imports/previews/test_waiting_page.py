"""The page of a large file while a worker has it, without a script in the browser."""

import pytest
from django.urls import reverse
from large_files import a_worker_is_there, as_large_csv, work
from page_words import words
from uploads import upload

from predictor.imports.previews.of_class import PREVIEW
from predictor.jobs.worker import queue
from predictor.models import Import, ImportFile, Job, Student

pytestmark = pytest.mark.django_db
LINES = ("Student ID,Name,Reading", "7,Zoë Ångström,81", "8,Ida Holm,801")
PART = {"HX-Request": "true"}


@pytest.fixture
def worker(db):
    with a_worker_is_there():
        yield


@pytest.fixture
def address(owner, classroom):
    upload(owner, classroom, as_large_csv(*LINES))
    return reverse("import-look", args=[Import.objects.get().pk])


def test_a_large_file_is_answered_with_how_far_it_is(owner, worker, address):
    answer = owner.get(address)
    assert "Finding out what the file would store." in words(answer)
    assert b'<progress class="jobs-bar" max="100" value="0"' in b" ".join(answer.content.split())
    assert f'href="{address}">Look again'.encode() in answer.content


def test_what_it_does_is_told(owner, worker, address):
    job = Job.objects.get(pk=looking_job(owner, address))
    Job.objects.filter(pk=job.pk).update(lines=[{"kind": "cells", "rows": 10_000}, {"kind": "of tomorrow"}], percent=25)
    assert "Reading the cells of 10,000 rows." in words(owner.get(address))


def test_the_part_that_asks_again_leads_on_once_it_is_ready(owner, worker, address):
    assert b"hx-trigger" in owner.get(address, headers=PART).content
    work()
    assert owner.get(address, headers=PART)["HX-Redirect"] == address
    assert "1 student is new." in words(owner.get(address))


def test_all_steps_lead_to_stored_students(owner, worker, address):
    owner.get(address)
    work()
    seen = owner.get(address).context["plan"].hash
    said = words(owner.post(address, {"plan": seen}, follow=True))
    assert "It is being stored" in said
    assert "Throw this file away" not in said
    work()
    assert "1 new, 1 row rejected." in words(owner.get(address, follow=True))
    assert Student.objects.get().name == "Zoë Ångström"


def test_why_it_was_not_stored_is_said_above_the_preview(owner, worker, address):
    owner.get(address)
    work()
    owner.post(address, {"plan": "of another"})
    work()
    said = words(owner.get(address))
    assert "Nothing was stored" in said
    assert "1 student is new." in said


def test_what_is_refused_leads_back_to_the_columns(owner, worker, address):
    looking_job(owner, address)
    queue.give_up(queue.take(["short"]), {"kind": "refused", "said": "No column has names."}, again=False)
    answer = owner.get(address, follow=True)
    assert answer.redirect_chain[0][0] == reverse("import-columns", args=[Import.objects.get().pk])
    assert "No column has names." in words(answer)


def test_what_has_failed_is_said_and_can_be_tried_again(owner, worker, address):
    first = looking_job(owner, address)
    queue.give_up(queue.take(["short"]), {"kind": "killed", "signal": 9}, again=False)
    assert "Its process was killed (SIGKILL)" in words(owner.get(address))
    assert "Finding out what the file would store." in words(owner.post(address, {"again": "1"}, follow=True))
    assert ImportFile.objects.get().job != first


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_how_far_it_is_is_shown_to_who_may_see_the_file(who, status, as_user, people, owner, worker, address):
    owner.get(address)
    for headers in ({}, PART):
        assert as_user(getattr(people, who)).get(address, headers=headers).status_code == status
    assert Job.objects.count() == 1


def test_how_far_it_is_takes_few_queries(owner, worker, address, django_assert_max_num_queries):
    owner.get(address)
    with django_assert_max_num_queries(14):
        owner.get(address, headers=PART)


def test_a_file_that_was_thrown_away_meanwhile_ends_the_job(owner, worker, address):
    owner.get(address)
    owner.post(reverse("import-discard", args=[Import.objects.get().pk]))
    work()
    assert Job.objects.get().error["kind"] == "refused"
    assert "Preview of a file that is gone" in words(owner.get(reverse("jobs")))


def test_who_lost_the_class_reads_neither_the_name_of_the_file_nor_what_it_held(
    owner, worker, address, classroom, people, admin, client_of
):
    job = looking_job(owner, address)
    queue.give_up(queue.take(["short"]), {"kind": "refused", "said": "Row 3: 'Ida' is no mark."}, again=False)
    classroom.teachers.remove(people.owner)
    pages = [reverse("job", args=[job]), reverse("jobs"), reverse("jobs-csv"), f"/api/v1/jobs/{job}/"]
    readers = [owner, owner, owner, client_of(people.owner)]
    for page, reader in zip(pages, readers, strict=True):
        said = whole(reader.get(page))
        assert "Ida" not in said
        assert Import.objects.get().file_name not in said
        assert "Preview of a file that is gone" in said
    assert "Row 3" in whole(admin.get(pages[0]))


def whole(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_both_jobs_have_pages_that_lead_to_the_file(owner, worker, address):
    job = looking_job(owner, address)
    work()
    page = owner.get(reverse("job", args=[job]))
    assert "The preview is ready." in words(page)
    assert address in page.content.decode()
    assert Job.objects.get().kind == PREVIEW


def looking_job(client, address):
    client.get(address)
    return Job.objects.get().pk
