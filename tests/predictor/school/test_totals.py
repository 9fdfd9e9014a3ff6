"""All classes as totals: nobody's name, and nothing about fewer than ten, also not by subtraction."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from predictor.access.people.work import Asked, change, give_roles
from predictor.models import Classroom, Membership, Student
from predictor.school.totals import classes_asked, sizes_of, totals_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def class_of(math, people):
    def make(name, students):
        made = Classroom.objects.create(name=name, schema_version=math.schema_version)
        made.teachers.add(people.owner)
        Student.objects.bulk_create([Student(classroom=made, name=f"{name} {number}") for number in range(students)])
        return made

    return make


@pytest.fixture
def head(people, as_user):
    give_roles(people.stranger, ["head"], people.admin, "x")
    return as_user(people.stranger)


def shown(task):
    return {one.classroom.name: one.students for one in totals_of(list(classes_asked(task)), task, sizes_of(task))}


def test_a_small_class_is_hidden_and_another_one_so_that_it_does_not_follow(class_of, math):
    for name, size in (("A", 4), ("B", 12), ("C", 30)):
        class_of(name, size)
    assert shown(math) == {"A": None, "B": None, "C": 30}
    assert sizes_of(math).total == 46


@pytest.mark.parametrize("sizes", [[4], [4, 5], [0, 4]])
def test_the_total_is_not_told_where_it_would_tell_of_a_small_class(sizes, class_of, math):
    for number, size in enumerate(sizes):
        class_of(f"Class {number}", size)
    assert sizes_of(math).total is None
    assert set(shown(math).values()) <= {None, 0}


def test_a_class_that_is_archived_does_not_count_and_a_student_besides_does(class_of, math):
    first, gone = class_of("A", 12), class_of("B", 12)
    Classroom.objects.filter(pk=gone.pk).update(archived_at="2026-01-01T00:00:00Z")
    Membership.objects.create(student=Student.objects.filter(classroom=gone).first(), classroom=first)
    assert shown(math) == {"A": 13}


def test_what_is_expected_is_told_of_ten_and_not_of_nine(class_of, math, predict):
    class_of("Beside a class of one", 10)
    room = class_of("A", 12)
    students = list(room.own_students.all())
    for student in students[:9]:
        predict(student=student)
    (nine,) = totals_of([room], math, sizes_of(math))
    predict(student=students[9])
    (ten,) = totals_of([room], math, sizes_of(math))
    assert (nine.students, nine.predicted, nine.expected) == (12, None, None)
    assert (ten.predicted, ten.most_are_predicted, ten.expected.counted) == (None, True, 10)


@pytest.mark.parametrize(("size", "told"), [(11, None), (20, 10), (10, 10)])
def test_how_many_are_predicted_tells_of_no_fewer_than_ten_who_are_not(size, told, class_of, math, predict):
    class_of("Beside a class of one", 10)
    room = class_of("A", size)
    for student in room.own_students.all()[:10]:
        predict(student=student)
    (total,) = totals_of([room], math, sizes_of(math))
    assert (total.predicted, total.most_are_predicted) == (told, size == 11)


def test_who_objects_is_hidden_among_those_who_are_not_predicted(head, class_of, math, predict):
    class_of("Beside a class of one", 10)
    room = class_of("A", 11)
    for student in room.own_students.all():
        predict(student=student)
    assert "all but fewer than 10" not in head.get(reverse("school")).text
    Student.objects.filter(pk=room.own_students.first().pk).update(objected_at="2026-01-01T00:00:00Z")
    assert "all but fewer than 10" in head.get(reverse("school")).text


def test_the_page_names_classes_and_no_student(head, class_of, predict, math):
    for student in class_of("Class 9c", 11).own_students.all():
        predict(student=student)
    page = head.get(reverse("school"))
    assert (page.status_code, "Class 9c" in page.text, "Class 9c 1" in page.text) == (200, True, False)
    assert 'href="/classes/' not in page.text


def test_who_may_see_names_is_led_to_the_class(head, class_of, people):
    room = class_of("Class 9c", 11)
    change(people.stranger, Asked(names=True), people.admin, "x")
    assert reverse("classroom", args=[room.pk]) in head.get(reverse("school")).text


@pytest.mark.parametrize(("who", "status"), [("owner", 404), ("stranger", 200), ("admin", 200)])
def test_it_opens_to_heads_and_admins(who, status, head, as_user, client_of, people, class_of):
    class_of("A", 12)
    user = getattr(people, who)
    assert as_user(user).get(reverse("school")).status_code == status
    assert as_user(user).get(reverse("school-list-csv")).status_code == status
    assert client_of(user).get("/api/v1/school/?task=math").status_code == {404: 403}.get(status, status)


def test_the_api_and_the_file_hide_the_same(head, client_of, people, class_of, math):
    for name, size in (("A", 4), ("B", 12), ("C", 30)):
        class_of(name, size)
    results = client_of(people.stranger).get("/api/v1/school/?task=math").json()["results"]
    assert {one["name"]: one["students"] for one in results} == shown(math)
    lines = b"".join(head.get(reverse("school-list-csv"))).decode("utf-8-sig").splitlines()[1:]
    assert [line.split(",")[:2] for line in lines] == [["A", ""], ["B", ""], ["C", "30"]]


def test_a_task_that_no_class_is_asked_is_refused(head, client_of, people, class_of):
    class_of("A", 12)
    assert head.get(reverse("school"), {"task": "chess"}).status_code == 404
    assert client_of(people.stranger).get("/api/v1/school/?task=chess").status_code == 400


def test_a_school_without_classes_says_so(head):
    assert "There is no class yet." in head.get(reverse("school")).text


def test_as_many_queries_for_many_classes_as_for_few(class_of, math, predict):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            totals_of(list(classes_asked(math)), math, sizes_of(math))
        return len(queries)

    class_of("Beside a class of one", 10)
    for student in class_of("A", 11).own_students.all():
        predict(student=student)
    asked()
    few = asked()
    for number in range(3):
        for student in class_of(f"B{number}", 11).own_students.all():
            predict(student=student)
    assert asked() <= few
