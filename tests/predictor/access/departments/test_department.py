"""A head of department: the classes given to them, there the tasks given; and nothing is theirs to change."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import predictor.urls.api
import predictor.urls.pages
from predictor.access.people.departments import Made, change_department
from predictor.access.people.work import give_roles
from predictor.access.questions import tasks_seen, tasks_seen_of
from predictor.access.rights import Act, may, open_acts
from predictor.models import Classroom, Membership, Outcome, Prediction, Student, Submission, Target
from predictor.outcomes.records import counted, kept
from predictor.predicting.work import explanation_of

PER_REQUEST = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce-[\w+/=]+|"request_id":"[^"]+"')
# The second tells everybody by how many results the live model is watched, whosever they are.
APART = ("logout/", "track-record")


@pytest.fixture
def said_of(student, answers, people, predict):
    """What teachers may say of the student in a task, all of it once."""

    def say(task):
        inputs = {slug: value for slug, value in answers.items() if slug in task.question.inputs}
        made = predict(task=task, answers=inputs)
        Target.objects.create(student=student, task=task, score=70.0, why="she asked", made_by=people.owner)
        about = {"schema_name": "exams", "field": task.question.target, "door": Submission.Door.PAGE}
        day = timezone.localdate() + dt.timedelta(days=1)
        Outcome.objects.create(student=student, value=61.0, day=day, made_by=people.owner, **about)
        return made

    return say


def places(prediction):
    """Every address of a page, a file and the API whose names are a class, a student, a prediction or a task."""
    known = dict.fromkeys(("classes", "classrooms"), prediction.student.classroom_id)
    known |= {"students": prediction.student_id, "predictions": prediction.pk}
    for urls, before in ((predictor.urls.pages, "/"), (predictor.urls.api, "/api/v1/")):
        for pattern in urls.urlpatterns:
            route = pattern.pattern._route
            pk = known.get(route.split("/")[0])
            filled = route.replace("<int:pk>", str(pk)) if pk else route
            filled = filled.replace("<slug:task_slug>", "math")
            if "<" not in filled and not filled.startswith(APART) and not filled.endswith(".xlsx"):
                yield before + filled


def answers_to(client, where):
    answer = client.get(where)
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, PER_REQUEST.sub("", body.decode("utf-8", "replace")) if answer.status_code == 200 else ""


@pytest.mark.parametrize("door", ["page", "api"])
def test_what_is_said_in_other_tasks_changes_no_answer(door, head, client_of, people, said_of, math, reading):
    client = head if door == "page" else client_of(people.stranger)
    prediction = said_of(math)
    asked = [place for place in places(prediction) if place.startswith("/api/") == (door == "api")]
    explanation_of(prediction)
    before = {place: answers_to(client, place) for place in asked}
    said_of(reading)
    assert {place for place in asked if answers_to(client, place) != before[place]} == set()
    assert sum(status == 200 for status, _ in before.values()) > (30 if door == "page" else 12)


def test_their_own_teachers_see_it_there(owner, said_of, math, reading):
    prediction = said_of(math)
    student = f"/students/{prediction.student_id}"
    asked = [f"{student}/", f"{student}/timeline.csv", "/predictions.csv"]
    before = {place: answers_to(owner, place) for place in asked}
    said_of(reading)
    assert {place for place in asked if answers_to(owner, place) == before[place]} == set()


def test_rows_of_other_tasks_are_not_theirs(people, department, said_of, math, reading):
    mine, other = said_of(math), said_of(reading)
    assert [bool(may(people.stranger, Act.SEE, one)) for one in (mine, other)] == [True, False]
    for model in (Prediction, Target, Outcome):
        assert (model.objects.visible_to(people.stranger).count(), model.objects.count()) == (1, 2)


def test_the_track_record_of_a_class_is_told_for_their_tasks(people, department, classroom, said_of, math, reading):
    for task in (math, reading):
        said_of(task)
    told = {task.slug: counted(task, people.stranger) for task in (math, reading)}
    assert {slug: len(found) for slug, found in told.items()} == {"math": 1, "reading": 0}
    classes = [one.classroom for one in kept(math, people.stranger, told["math"]) if one.classroom]
    assert classes == [classroom]


@pytest.mark.parametrize("act", [act for act in Act if act not in {Act.SEE, Act.FOLLOW_JOBS}])
def test_nothing_of_the_class_is_theirs_to_change(act, people, department, prediction):
    for thing in (prediction.student.classroom, prediction.student, prediction):
        assert act not in open_acts(people.stranger, thing) - {Act.ADD_CLASS, Act.READ_MODELS}
        if act not in {Act.ADD_CLASS, Act.READ_MODELS}:
            assert not may(people.stranger, act, thing)


def test_the_open_acts_are_those_that_may_be_done(people, department, prediction):
    for thing in (None, prediction.student.classroom, prediction.student, prediction):
        assert open_acts(people.stranger, thing) == {act for act in Act if may(people.stranger, act, thing)}


def test_a_class_that_was_not_given_is_unknown(head, people, math):
    other = Classroom.objects.create(name="Class 9z", schema_version=math.schema_version)
    student = Student.objects.create(classroom=other, name="Ben")
    assert head.get(f"/classes/{other.pk}/").status_code == 404
    assert head.get(f"/students/{student.pk}/").status_code == 404


def test_who_teaches_the_class_as_well_sees_all_of_it_and_changes_it(people, department, classroom, math, reading):
    assert tasks_seen(classroom, people.stranger) == [math]
    classroom.teachers.add(people.stranger)
    assert reading in tasks_seen(classroom, people.stranger)
    assert may(people.stranger, Act.CHANGE, classroom)


def test_who_teaches_a_student_elsewhere_sees_all_of_the_student(people, department, student, math, reading):
    assert tasks_seen_of(student, people.stranger) == [math]
    set_two = Classroom.objects.create(name="Set 2", schema_version=student.classroom.schema_version)
    set_two.teachers.add(people.stranger)
    Membership.objects.create(student=student, classroom=set_two)
    assert reading in tasks_seen_of(student, people.stranger)
    assert tasks_seen(student.classroom, people.stranger) == [math]


@pytest.mark.parametrize("lost", ["role", "class", "headship", "account"])
def test_it_ends_with_the_role_the_class_the_headship_and_the_account(lost, head, people, department, classroom, math):
    if lost == "role":
        give_roles(people.stranger, ["teacher"], people.admin, "x")
    elif lost == "account":
        type(people.stranger).objects.filter(pk=people.stranger.pk).update(is_active=False)
    else:
        heads, classes = ([], [classroom]) if lost == "headship" else ([people.stranger], [])
        made = Made(name="Mathematics", heads=heads, classrooms=classes, tasks=[math])
        change_department(department, made, people.admin, "x")
    assert head.get(f"/classes/{classroom.pk}/").status_code == (302 if lost == "account" else 404)


@pytest.mark.parametrize("page", ["/", "/predictions/", "/classes/{pk}/", "/students.csv"])
def test_as_many_queries_for_many_students_as_for_few(page, head, classroom, predict, student):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            answer = head.get(page.format(pk=classroom.pk))
            b"".join(answer)
        return len(queries)

    def more(count):
        for number in range(count):
            predict(student=Student.objects.create(classroom=classroom, name=f"Student {number}"))

    more(6)
    asked()
    few = asked()
    more(6)
    assert asked() <= few
