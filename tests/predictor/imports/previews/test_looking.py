"""Previews of large files are made by a worker, kept with the file, and made again where something has changed."""

import sys
from contextlib import suppress

import pytest
from large_files import a_worker_is_there, large, work

from predictor.imports import choosing
from predictor.imports.drafts import Draft
from predictor.imports.previews import import_job
from predictor.imports.previews.kept import as_facts, in_words
from predictor.imports.previews.looking import Look, Wait, is_large
from predictor.imports.previews.of_class import FILES
from predictor.imports.previews.preview import Preview, preview_of
from predictor.jobs.kinds import KINDS
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.models import Import, ImportedChange, ImportFile, Job, Outcome, Student

pytestmark = pytest.mark.django_db
FILE = large("Student ID,Name,Reading,Lunch", "001,Amara Osei,81,standard", "8,Ida Holm,801,standard", "9,Zoë,7,x")


@pytest.fixture
def worker(db):
    with a_worker_is_there():
        yield


@pytest.fixture
def file(draft, known_students):
    return draft(*FILE).row


@pytest.fixture
def looked(people, file):
    """The step of its owner, from the bytes."""
    return lambda: FILES.look(again(file), people.owner)


@pytest.fixture
def asked(people, file, looked):
    """The job of a file that was looked at and confirmed."""

    def ask(seen=None, **how):
        looked()
        work()
        assert FILES.ask_to_store(
            again(file), people.owner, seen or looked().preview.hash, **{"despite_odd": True} | how
        )
        return Job.objects.latest_first().first()

    return ask


@pytest.fixture
def die_at_the_end(monkeypatch):
    """Of the work of a job, when everything is written and nothing is stored for good."""

    def die(job):
        with monkeypatch.context() as patch, suppress(SystemExit):
            patch.setattr(Run, "finish", lambda *_: sys.exit(1))
            KINDS[job.kind].work.run(Run(job), **job.arguments)

    return die


def again(row):
    return Draft.of(Import.objects.select_related("classroom__schema_version").get(pk=row.pk))


def said(preview):
    """As whoever looks at it now reads it."""
    return Preview.of(in_words(as_facts(preview)))


def test_a_preview_by_a_job_is_the_one_that_is_made_at_once(worker, looked, file):
    assert isinstance(looked(), Wait)
    work()
    made = again(file)
    assert looked() == Look(preview=said(preview_of(made, made.plan())))
    assert ImportFile.objects.get().seen == made.plan().seen


@pytest.mark.parametrize("kind", ["students", "inputs", "outcomes"])
def test_a_preview_is_kept_as_it_is(draft, known_students, kind):
    made = draft("Student ID,Maths", "001,55", "002,801", kind=kind, day="2026-06-30")
    preview = preview_of(made, made.plan())
    row = ImportFile.objects.get()
    row.preview = as_facts(preview)
    row.save()
    assert Preview.of(in_words(ImportFile.objects.get().preview)) == said(preview)


def test_a_small_file_waits_for_nobody(worker, draft, people):
    assert not is_large(draft("Name", "Zoë").content)
    assert isinstance(FILES.look(draft("Name", "Zoë"), people.owner), Look)
    assert not Job.objects.exists()


def test_many_bytes_make_a_file_large_too():
    assert is_large(b"x" * 200_001)
    assert not is_large(b"x\n" * 2_000)


def test_whoever_looks_once_more_waits_for_the_same_job(worker, looked):
    assert looked() == looked()
    assert Job.objects.count() == 1


def test_without_a_worker_it_is_made_at_once(looked):
    assert looked().preview.counts["changed"] == 1
    assert not Job.objects.exists()


def test_a_worker_that_went_away_is_not_waited_for(looked):
    with a_worker_is_there():
        job = looked().job
    assert isinstance(looked(), Look)
    assert Job.objects.get(pk=job.pk).state == "cancelled"


def test_what_is_being_stored_is_not_tried_again(worker, asked, file):
    job = asked()
    FILES.try_again(again(file))
    assert ImportFile.objects.get().job == job.pk


def test_another_choice_is_another_preview(worker, looked, file, people):
    first = looked().job
    columns = choosing.Columns(targets=["number", "name", "out", "out"])
    choosing.choose_columns(again(file), people.owner, columns)
    second = looked().job
    assert Job.objects.get(pk=first.pk).state == "cancelled"
    work()
    assert (second.pk, looked().preview.counts["rejected"]) == (Job.objects.latest_first().first().pk, 0)


def _known():
    Student.objects.filter(reference="001").update(known={"reading_score": 81.0})


def _gone():
    Student.objects.filter(reference="003").delete()


def _result():
    about = {"schema_name": "exams", "field": "math_score", "value": 50.0, "day": "2026-06-30", "door": "file"}
    row = Import.objects.get()
    Outcome.objects.create(student=Student.objects.get(reference="001"), made_by=row.made_by, **about)


@pytest.mark.parametrize("change", [_known, _gone, _result])
def test_what_is_known_by_now_is_another_preview(worker, looked, change):
    looked()
    work()
    change()
    assert isinstance(looked(), Wait)
    work()
    assert isinstance(looked(), Look)


def test_a_preview_of_another_release_is_made_again(worker, looked):
    looked()
    work()
    kept = ImportFile.objects.get()
    ImportFile.objects.update(preview={**kept.preview, "shown": {"of": "tomorrow"}})
    assert isinstance(looked(), Wait)


def test_a_preview_that_is_killed_half_way_leaves_nothing_and_is_made_once(worker, looked, die_at_the_end):
    job = looked().job
    killed = queue.take(["short"])
    die_at_the_end(killed)
    assert ImportFile.objects.get().preview == {}
    queue.give_up(killed, {"kind": "killed", "signal": 9}, again=True)
    work()
    assert (Job.objects.get().state, Job.objects.get().pk) == ("done", job.pk)


def test_a_file_that_is_confirmed_is_stored_by_the_job_once(asked, worker, file):
    job = asked()
    work()
    assert Job.objects.get(pk=job.pk).state == "done"
    assert (Import.objects.get().state, ImportedChange.objects.count()) == ("stored", 2)
    kept = ImportFile.objects.get()
    assert (kept.preview, kept.job) == ({}, None)


def test_while_it_is_stored_the_percentage_goes_with_the_rows(asked, worker, monkeypatch):
    monkeypatch.setattr("predictor.imports.work.AT_A_TIME", 1)
    asked()
    told, tell = [], Run.tell
    monkeypatch.setattr(Run, "tell", lambda run, percent, *fact: (told.append(percent), tell(run, percent, *fact)))
    work()
    of_rows = (100 - import_job.COMPARED) / 2
    assert told[-3:] == [import_job.STORING, import_job.COMPARED + of_rows, 100]


def test_who_confirms_twice_asks_once(asked, worker, people, file):
    job = asked()
    assert FILES.ask_to_store(again(file), people.owner, "another", despite_odd=False)
    assert Job.objects.latest_first().first() == job


def test_storing_that_is_killed_half_way_leaves_nothing_and_is_done_once(asked, worker, die_at_the_end):
    job = asked()
    killed = queue.take(["short"])
    die_at_the_end(killed)
    assert (Import.objects.get().state, ImportedChange.objects.count()) == ("draft", 0)
    queue.give_up(killed, {"kind": "killed", "signal": 9}, again=True)
    work()
    assert (Job.objects.get(pk=job.pk).state, ImportedChange.objects.count()) == ("done", 2)


def test_what_changed_since_it_was_looked_at_is_not_stored_and_shown_anew(asked, worker, looked):
    asked()
    Student.objects.filter(reference="001").update(known={"reading_score": 40.0})
    work()
    found = looked()
    assert found.said.startswith("Nothing was stored: the students were changed since you looked.")
    assert "another for row 2" in found.said
    assert found.preview.changed[0].cells[0].old == "40"


def test_what_looks_odd_is_not_stored_without_a_word(asked, worker, looked, monkeypatch):
    odd = "predictor.imports.{}.suspicions"
    for place in ("work", "previews.preview"):
        monkeypatch.setattr(odd.format(place), lambda draft: (["The rows are shifted."], []))
    asked(despite_odd=False)
    work()
    assert "If the file is right all the same, say so." in looked().said
    assert looked().preview.odd == ("The rows are shifted.",)


def test_who_may_not_change_the_class_any_more_stores_nothing(asked, worker, people, classroom):
    job = asked()
    classroom.teachers.remove(people.owner)
    work()
    assert (Job.objects.get(pk=job.pk).state, Import.objects.get().state) == ("failed", "draft")


def test_a_worker_that_went_away_before_it_stored_is_told(people, file):
    with a_worker_is_there():
        FILES.ask_to_store(again(file), people.owner, "seen", despite_odd=False)
    assert "Store it again" in FILES.look(again(file), people.owner).said
    assert Job.objects.get().state == "cancelled"
