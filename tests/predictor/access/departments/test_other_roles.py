"""What opens to a data manager, to heads of school, and to whoever has no role."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from predictor.access.people.work import Asked, change, give_roles
from predictor.jobs.kinds import KINDS
from predictor.jobs.run import Run
from predictor.jobs.worker.child import attempt
from predictor.models import Classroom, Job, Student

OF_STUDENTS = ["students", "history", "history-csv", "students-csv", "my-estimates", "archived", "classes-csv"]
OF_THE_MACHINE = ["explore", "describe", "models", "jobs", "rosters", "track-record"]


@pytest.fixture
def manager(people, as_user):
    give_roles(people.stranger, ["data_manager"], people.admin, "x")
    return as_user(people.stranger)


@pytest.fixture
def head(people, as_user):
    give_roles(people.stranger, ["head"], people.admin, "x")
    return as_user(people.stranger)


@pytest.mark.parametrize("name", OF_STUDENTS)
def test_a_data_manager_and_a_head_know_no_list_of_students(name, people, as_user, prediction):
    for role in ("data_manager", "head"):
        give_roles(people.stranger, [role], people.admin, "x")
        assert as_user(people.stranger).get(reverse(name)).status_code == 404


def test_a_data_manager_has_the_pages_of_the_machine(manager, prediction):
    assert {name: manager.get(reverse(name)).status_code for name in OF_THE_MACHINE} == dict.fromkeys(
        OF_THE_MACHINE, 200
    )
    assert manager.get("/")["Location"] == reverse("explore")


def test_a_head_of_department_without_classes_is_told_who_gives_them(people, as_user):
    give_roles(people.stranger, ["head_of_department"], people.admin, "x")
    assert "decided by an admin, under People and Departments" in as_user(people.stranger).get(reverse("home")).text


def test_the_data_say_that_a_data_manager_sees_them_too(manager):
    assert "Only admins and data managers see these pages." in manager.get(reverse("explore")).text


def test_a_data_manager_opens_no_student_and_no_class_even_one_that_they_are_a_teacher_of(manager, people, prediction):
    prediction.student.classroom.teachers.add(people.stranger)
    things = {"classroom": prediction.student.classroom, "student": prediction.student, "prediction": prediction}
    for name, thing in things.items():
        assert manager.get(reverse(name, args=[thing.pk])).status_code == 404


def test_a_data_manager_has_no_class_of_their_own(manager, classroom, people):
    assert manager.post(reverse("classroom-new"), {"name": "Mine"}).status_code == 403
    assert Classroom.objects.get() == classroom


def test_nobody_becomes_a_teacher_of_a_class_without_the_role(manager, owner, classroom, people):
    page = owner.post(reverse("classroom-teachers", args=[classroom.pk]), {"username": "stranger"}).text
    assert "stranger is no teacher here" in page
    assert people.stranger not in classroom.teachers.all()


def test_a_head_begins_with_the_school_and_opens_no_class(head, prediction):
    assert head.get("/")["Location"] == reverse("school")
    assert head.get(reverse("classroom", args=[prediction.student.classroom_id])).status_code == 404
    assert head.get(reverse("explore")).status_code == 404


def test_a_head_who_may_see_names_opens_every_class_and_changes_none(head, people, student):
    change(people.stranger, Asked(names=True), people.admin, "the law asks for it")
    assert head.get(reverse("student", args=[student.pk])).status_code == 200
    assert head.get(reverse("student-edit", args=[student.pk])).status_code == 404
    assert Student.objects.visible_to(people.stranger).get() == student


def test_whoever_has_no_role_is_told_so(people, as_user):
    give_roles(people.stranger, [], people.admin, "x")
    page = as_user(people.stranger).get("/")
    assert page.status_code == 403


MENU = ("Students", "School", "Explore", "People")


@pytest.mark.parametrize(
    ("roles", "offered"),
    [
        (["teacher"], {"Students"}),
        (["data_manager"], {"Explore"}),
        (["head", "head_of_department"], {"Students", "School"}),
        (["admin"], set(MENU) - {"School"}),
    ],
)
def test_the_menu_offers_what_opens(roles, offered, people, as_user):
    give_roles(people.stranger, roles, people.admin, "x")
    page = as_user(people.stranger).get(reverse("models")).text
    assert {word for word in MENU if f">{word}</a>" in page} == offered


@pytest.mark.parametrize("kind", KINDS)
def test_a_job_of_somebody_who_may_not_any_more_is_not_begun(kind, people):
    give_roles(people.owner, [], people.admin, "x")
    held = {"state": "running", "token": uuid4(), "beat_at": timezone.now(), "attempts": 1}
    job = Job.objects.create(kind=kind, asked_by=User.objects.get(pk=people.owner.pk), **held)
    attempt(Run(job))
    job.refresh_from_db()
    assert (job.state, job.error["kind"]) == ("failed", "refused")
    assert "may not do it any more" in str(job.error["said"])
