"""Whoever objects is predicted through no door; bulk doors go on with the others and say so."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from predictor.forecast.expected import expectation
from predictor.models import Prediction, Student, Submission
from predictor.places.plan import Asked, plan_for
from predictor.predicting.known.entries import Entries
from predictor.predicting.known.outdated import live_versions, outdated
from predictor.problems import StudentObjects
from predictor.whole_class import work
from predictor.whole_class.plan import plan_class


@pytest.fixture
def other(student):
    return Student.objects.create(classroom=student.classroom, name="Ben Adler", known=student.known)


@pytest.fixture
def order(math, classroom):
    return work.Order(classroom=classroom, tasks=[math], door=Submission.Door.PAGE)


def test_the_room_refuses(objecting, predict):
    with pytest.raises(StudentObjects, match="Amara Osei"):
        predict(student=Student.objects.get())
    assert not Prediction.objects.exists()


def test_the_page_leads_to_the_objection(owner, objecting, math):
    for name, numbers in (("predict-any", [objecting.pk]), ("predict", [objecting.pk, math.slug])):
        assert owner.get(reverse(name, args=numbers))["Location"] == reverse("objection", args=[objecting.pk])
    page = owner.get(reverse("student", args=[objecting.pk])).text
    assert "because of an objection" in page
    assert "New prediction" not in page


def test_the_api_answers_409_with_a_code(api_owner, objecting, answers):
    answer = api_owner.post("/api/v1/predictions/", {"task": "math", "answers": answers, "student": objecting.pk})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "student_objects")
    assert not Prediction.objects.exists()


def test_what_if_is_refused_of_an_earlier_prediction(api_owner, owner, prediction, objects, student):
    objects(student)
    answer = api_owner.post(f"/api/v1/predictions/{prediction.pk}/what-if/", {"answers": {}})
    assert answer.json()["error"]["code"] == "student_objects"
    assert "objection" in owner.get(reverse("prediction-what-if", args=[prediction.pk])).text
    assert "Predict again" not in owner.get(reverse("prediction", args=[prediction.pk])).text


def test_a_class_is_predicted_without_them_and_says_so(owner, classroom, objecting, other, math):
    where = reverse("classroom-predict", args=[classroom.pk])
    page = owner.get(where).text
    assert "Not, because of an objection" in page
    told = owner.post(where, {"task": "math"}, follow=True).text
    assert "1 was left out because of an objection" in told
    assert [row.student for row in Prediction.objects.all()] == [other]


def test_the_api_of_a_class_says_who_and_why(api_owner, classroom, objecting, other, math):
    (told,) = api_owner.post(f"/api/v1/classrooms/{classroom.pk}/predictions/", {"task": "math"}).json()["tasks"]
    assert [row["student"] for row in told["predictions"]] == [other.pk]
    assert [(row["student"], "objection" in row["reason"]) for row in told["not_predicted"]] == [(objecting.pk, True)]


def test_the_plan_counts_them_among_everybody(objecting, other, math):
    (plan,) = plan_class(list(Student.objects.all()), [math])
    assert ([one.student for one in plan.ready], plan.objecting) == ([other], (objecting,))


def test_an_earlier_prediction_is_never_older_than_its_data(prediction, student, objects, math):
    from factories import new_version

    from mlcore.versions import promotions

    promotions.promote(new_version(math, shift=1), who="a", why="b")
    live = live_versions([math.pk])
    assert outdated(prediction, student, Entries([student.pk]), live)
    objects(student)
    assert not outdated(prediction, student, Entries([student.pk]), live)


def test_a_forecast_leaves_them_out_and_says_how_many(predict, student, other, objects, classroom, math):
    for one in (student, other):
        predict(student=one)
    objects(student)
    found = expectation(classroom, math)
    assert (found.students, found.counted, found.objecting) == (2, 1, 1)


def test_places_leave_them_out_of_the_order(owner, predict, student, other, objects, classroom, math):
    for one in (student, other):
        predict(student=one)
    objects(student)
    plan = plan_for(Asked(classroom=classroom, task=math, places=1, mark=60.0))
    assert ([row.student for row in plan.without], plan.objecting, plan.told) == ([student], 1, 1)
    page = owner.get(reverse("classroom-places", args=[classroom.pk]), {"task": "math", "places": 1, "mark": 60})
    assert "1 of them is left out because of an objection" in " ".join(page.text.split())


def test_a_file_that_is_stored_skips_them_and_says_so(objecting, other, math, classroom, tmp_path, capsys):
    Student.objects.filter(pk=objecting.pk).update(reference="1")
    Student.objects.filter(pk=other.pk).update(reference="2")
    (tmp_path / "list.csv").write_text("number,Reading\n1,50\n2,60\n")
    options = {"task": "math", "store": classroom.pk, "who": "owner"}
    call_command("predict_file", tmp_path / "list.csv", tmp_path / "out.csv", **options)
    assert "1 row of students who object" in capsys.readouterr().out
    assert [row.student_id for row in Prediction.objects.all()] == [other.pk]
    first = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[1]
    assert first == "1,50" + "," * 8 + "there is an objection to predicting this student"
