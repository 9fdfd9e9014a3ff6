"""A large zip is previewed and stored by a worker, as a large file of a class is."""

import pytest
from django.urls import reverse
from large_files import a_worker_is_there, work
from page_words import words

from predictor.imports.previews.kept import as_facts, in_words
from predictor.imports.previews.looking import Look, Wait
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.models import Classroom, Job, Roster, RosterFile, Student
from predictor.oneroster.drafts import Draft
from predictor.oneroster.previews import import_job, of_school
from predictor.oneroster.previews.of_school import FILES
from predictor.oneroster.previews.preview import RosterPreview, preview_of

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


def said(preview):
    """As whoever looks at it now reads it."""
    return RosterPreview.of(in_words(as_facts(preview)))


@pytest.fixture
def every_zip_is_large(monkeypatch):
    monkeypatch.setattr(of_school, "MOST_BYTES_AT_ONCE", 10)


@pytest.fixture
def row(draft, school, every_zip_is_large):
    with a_worker_is_there():
        yield draft(school()).row


@pytest.fixture
def address(row):
    return reverse("roster-look", args=[row.pk])


def again(row):
    return Draft.of(Roster.objects.get(pk=row.pk))


def test_how_large_a_zip_is_is_told_by_what_is_in_it(draft, school):
    many = {f"s{one}": ("Ann", "Abel" * 10, str(one)) for one in range(4_000)}
    assert FILES.is_large(draft(school(students=many, places=[("c1", "s1")], results=[])))
    assert not FILES.is_large(draft(school()))


def test_a_preview_by_a_job_is_the_one_that_is_made_at_once(row, people):
    assert isinstance(FILES.look(again(row), people.admin), Wait)
    work()
    made = again(row)
    assert FILES.look(made, people.admin) == Look(preview=said(preview_of(made, made.plan())))


def test_a_preview_is_kept_as_it_is(stored, draft, school, people):
    stored(school(), teachers={"t1": people.owner.pk})
    made = draft(school(places=[("c1", "s1"), ("c2", "s2"), ("c2", "s3")], results=[("i1", "s1", 3)]))
    preview = preview_of(made, made.plan())
    RosterFile.objects.filter(about=made.row).update(preview=as_facts(preview))
    assert (preview.going[0].name, len(preview.ending)) == ("Ben Bora", 1)
    assert RosterPreview.of(in_words(RosterFile.objects.get(about=made.row).preview)) == said(preview)


def test_all_steps_lead_to_stored_classes(admin, row, address):
    assert "Finding out what the file would store." in words(admin.get(address))
    assert b"hx-trigger" in admin.get(address, headers=PART).content
    work()
    assert admin.get(address, headers=PART)["HX-Redirect"] == address
    page = admin.get(address)
    assert "2 classes are new" in words(page)
    said = words(admin.post(address, {"plan": page.context["plan"].hash}, follow=True))
    assert "It is being stored" in said
    work()
    assert "2 new classes, 4 new places in classes" in words(admin.get(address, follow=True))
    assert (Classroom.objects.count(), Student.objects.count()) == (2, 4)


def test_what_changed_since_it_was_looked_at_is_not_stored_and_shown_anew(admin, row, address, people):
    admin.get(address)
    work()
    assert FILES.ask_to_store(again(row), people.admin, "of another", despite_odd=False)
    work()
    said = words(admin.get(address))
    assert "Nothing was stored" in said
    assert "2 classes are new" in said
    assert not Classroom.objects.exists()


@pytest.mark.parametrize("change", ["class", "student", "teacher"])
def test_what_is_known_by_now_is_another_preview(stored, draft, school, people, change, every_zip_is_large):
    with a_worker_is_there():
        stored(school())
        row = draft(school()).row
        FILES.look(again(row), people.admin)
        work()
        _changed(change, people)
        assert isinstance(FILES.look(again(row), people.admin), Wait)
        work()
        assert isinstance(FILES.look(again(row), people.admin), Look)


def _changed(what, people):
    if what == "class":
        Classroom.objects.filter(name="Maths 7A").update(name="Maths 7C")
    elif what == "student":
        Student.objects.filter(reference="0071").update(known={"reading_score": 1.0})
    else:
        Classroom.objects.get(name="Maths 7A").teachers.add(people.owner)


def test_while_it_is_stored_the_percentage_goes_with_the_classes(row, people, monkeypatch):
    assert FILES.ask_to_store(again(row), people.admin, again(row).plan().hash, despite_odd=True)
    told, tell = [], Run.tell
    monkeypatch.setattr(Run, "tell", lambda run, percent, *fact: (told.append(percent), tell(run, percent, *fact)))
    work()
    assert told == [import_job.READING, import_job.STORING, 70, 100]


def test_who_is_no_admin_any_more_stores_nothing(row, people):
    FILES.ask_to_store(again(row), people.admin, again(row).plan().hash, despite_odd=True)
    people.admin.is_superuser = people.admin.is_staff = False
    people.admin.save()
    work()
    assert (Job.objects.get().state, Classroom.objects.exists()) == ("failed", False)


def test_what_has_failed_is_said_and_can_be_tried_again(admin, row, address):
    admin.get(address)
    queue.give_up(queue.take(["short"]), {"kind": "killed", "signal": 9}, again=False)
    assert "Its process was killed (SIGKILL)" in words(admin.get(address))
    assert "Finding out what the file would store." in words(admin.post(address, {"again": "1"}, follow=True))
    assert Job.objects.count() == 2


def test_without_a_worker_it_is_made_at_once(draft, school, people, every_zip_is_large):
    assert isinstance(FILES.look(draft(school()), people.admin), Look)
    assert not Job.objects.exists()


def test_jobs_are_called_by_their_file_and_lead_to_it(admin, row, address):
    admin.get(address)
    work()
    page = admin.get(reverse("job", args=[Job.objects.get().pk]))
    assert "Preview of school.zip" in words(page)
    assert address in page.content.decode()
