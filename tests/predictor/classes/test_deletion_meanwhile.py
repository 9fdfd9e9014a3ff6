"""Somebody deletes a class or a student while somebody else works with it."""

from threading import Thread

import pytest
from django.db import OperationalError, connection
from django.db.models.signals import pre_delete, pre_save
from django.urls import reverse

from predictor import problems
from predictor.api.authentication import tokens
from predictor.models import Classroom, Prediction, Student, Submission
from predictor.predicting.work import explanation_of, make_prediction

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(action):
    """Run it on a connection of its own; False where it would have to wait for ours."""
    done = []

    def work():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        try:
            action()
            done.append(True)
        except OperationalError:
            done.append(False)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    thread.join()
    return done[0]


@pytest.fixture
def on():
    """Call something at a signal of a model, until the test ends."""
    connected = []

    def on(signal, model, action):
        connected.append((signal, model, lambda **about: action()))
        signal.connect(connected[-1][2], sender=model)

    yield on
    for signal, model, receiver in connected:
        signal.disconnect(receiver, sender=model)


@pytest.mark.parametrize("what", ["classroom", "student"])
def test_a_prediction_made_meanwhile_does_not_stop_a_deletion(what, on, as_user, people, math, answers, student):
    def predict():
        make_prediction(task=math, answers=answers, made_by=people.owner, door="api", student=student)

    on(pre_delete, Student, lambda: elsewhere(predict))
    pk = student.pk if what == "student" else student.classroom_id
    answer = as_user(people.owner).post(reverse(f"{what}-delete", args=[pk]))
    assert answer.status_code == 302
    assert (Student.objects.count(), Submission.objects.count()) == (0, 0)


def test_a_student_added_meanwhile_does_not_stop_the_deletion_of_the_class(on, as_user, people, classroom):
    on(pre_delete, Classroom, lambda: elsewhere(lambda: Student.objects.create(classroom=classroom, name="Late")))
    answer = as_user(people.owner).post(reverse("classroom-delete", args=[classroom.pk]))
    assert answer.status_code == 302
    assert Student.objects.count() == 0


def test_reasons_read_meanwhile_do_not_stop_a_deletion(on, as_user, people, predict, student):
    prediction = predict()
    on(pre_delete, Student, lambda: elsewhere(lambda: explanation_of(prediction)))
    answer = as_user(people.owner).post(reverse("student-delete", args=[student.pk]))
    assert (answer.status_code, Prediction.objects.count()) == (302, 0)


def test_a_prediction_for_a_student_who_is_gone_is_refused_and_nothing_is_stored(people, math, answers, student):
    Student.objects.filter(pk=student.pk).delete()
    with pytest.raises(problems.DeletedMeanwhile):
        make_prediction(task=math, answers=answers, made_by=people.owner, door="api", student=student)
    assert Submission.objects.count() == 0


def test_reasons_of_a_prediction_that_is_gone_are_refused(predict, student):
    prediction = predict()
    prediction.submission  # noqa: B018  what the reasons need was read before
    Student.objects.filter(pk=student.pk).delete()
    with pytest.raises(problems.DeletedMeanwhile):
        explanation_of(prediction)


def test_a_student_added_to_a_class_that_is_gone_is_not_found(on, as_user, people, classroom):
    on(pre_save, Student, lambda: Classroom.objects.filter(pk=classroom.pk).delete())
    page = as_user(people.owner).post(reverse("student-new", args=[classroom.pk]), {"name": "Late"})
    assert page.status_code == 404


def test_a_class_that_is_being_renamed_cannot_be_deleted_and_come_back_without_teachers(on, as_user, people, classroom):
    on(pre_save, Classroom, lambda: elsewhere(Classroom.objects.filter(pk=classroom.pk).delete))
    as_user(people.owner).post(reverse("classroom-edit", args=[classroom.pk]), {"name": "Class 9a"})
    assert set(Classroom.objects.get().teachers.all()) == {people.owner, people.colleague}


def test_a_class_that_is_being_changed_by_the_admin_cannot_be_deleted_and_come_back(on, as_user, people, classroom):
    deleted = []
    on(pre_save, Classroom, lambda: deleted.append(elsewhere(Classroom.objects.filter(pk=classroom.pk).delete)))
    page = reverse("admin:predictor_classroom_change", args=[classroom.pk])
    as_user(people.admin).post(page, {"name": "Class 9a", "schema_version": classroom.schema_version_id})
    assert deleted == [False]


def test_a_student_who_is_being_changed_cannot_be_deleted_and_come_back(on, as_user, people, student):
    deleted = []
    on(pre_save, Student, lambda: deleted.append(elsewhere(Student.objects.filter(pk=student.pk).delete)))
    as_user(people.owner).post(reverse("student-edit", args=[student.pk]), {"name": "Amara"})
    assert deleted == [False]


def gone_when_saved(on, student):
    """The student is deleted after they were looked up and before what is stored for them."""
    on(pre_save, Submission, lambda: elsewhere(Student.objects.filter(pk=student.pk).delete))


def test_a_prediction_on_the_page_of_a_student_who_is_gone_is_not_found(on, as_user, people, student, answers):
    gone_when_saved(on, student)
    form = {f"answer-{slug}": value for slug, value in answers.items()}
    page = as_user(people.owner).post(reverse("predict", args=[student.pk, "math"]), form)
    assert (page.status_code, Submission.objects.count()) == (404, 0)


def test_a_prediction_through_the_api_for_a_student_who_is_gone_is_not_found(on, client, people, student, answers):
    gone_when_saved(on, student)
    body = {"task": "math", "answers": answers, "student": student.pk}
    headers = {"authorization": f"Bearer {tokens.issue(people.owner)[0]}"}
    answer = client.post("/api/v1/predictions/", body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
