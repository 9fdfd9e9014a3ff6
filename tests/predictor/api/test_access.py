"""Owner and colleague see what belongs to their class, a stranger nothing of it, the admin everything."""

import pytest

from predictor.models import Classroom, Prediction, Student

ROOT = "/api/v1"


@pytest.fixture
def addresses(api_predicted, student, classroom):
    return [
        f"{ROOT}/predictions/{api_predicted['id']}/",
        f"{ROOT}/predictions/{api_predicted['id']}/explanation/",
        f"{ROOT}/students/{student.pk}/",
        f"{ROOT}/students/{student.pk}/targets/",
        f"{ROOT}/students/{student.pk}/results/",
        f"{ROOT}/students/{student.pk}/support/",
        f"{ROOT}/students/{student.pk}/timeline/",
        f"{ROOT}/classrooms/{classroom.pk}/",
    ]


def test_owner_and_colleague_see_everything_of_their_class(api_owner, api_colleague, addresses):
    for client in (api_owner, api_colleague):
        assert [client.get(address).status_code for address in addresses] == [200] * 8


def test_the_admin_sees_everything(people, client_of, addresses):
    admin = client_of(people.admin)
    assert [admin.get(address).status_code for address in addresses] == [200] * 8


def test_a_stranger_cannot_tell_what_exists(api_stranger, addresses):
    for address in addresses:
        parts = address.split("/")
        missing = "/".join([*parts[:4], "987654", *parts[5:]])
        answers = [api_stranger.get(place) for place in (address, missing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert len({answer.json()["error"]["message"] for answer in answers}) == 1


def test_lists_show_a_stranger_nothing(api_stranger, api_predicted):
    for name in ("predictions", "students", "classrooms"):
        assert api_stranger.get(f"{ROOT}/{name}/").json() == {"results": [], "next": None}


def test_a_stranger_cannot_filter_for_what_they_may_not_see(api_stranger, api_predicted, student, classroom):
    for query in (f"student={student.pk}", f"classroom={classroom.pk}"):
        assert api_stranger.get(f"{ROOT}/predictions/?{query}").json()["results"] == []


def test_a_stranger_cannot_predict_for_the_student(api_stranger, student, answers):
    bodies = [{"task": "math", "answers": answers, "student": pk} for pk in (student.pk, 987654)]
    refusals = [api_stranger.post(f"{ROOT}/predictions/", body, format="json") for body in bodies]
    assert [refusal.status_code for refusal in refusals] == [400, 400]
    messages = [refusal.json()["error"]["fields"]["student"] for refusal in refusals]
    assert messages == [f"You have no student {student.pk}.", "You have no student 987654."]
    assert not Prediction.objects.exists()


def test_a_colleague_can_predict_for_the_student(api_colleague, student, answers):
    body = {"task": "math", "answers": answers, "student": student.pk}
    assert api_colleague.post(f"{ROOT}/predictions/", body, format="json").status_code == 201


def test_a_prediction_without_a_student_is_its_makers_alone(api_owner, api_colleague, answers):
    made = api_owner.post(f"{ROOT}/predictions/", {"task": "math", "answers": answers}, format="json").json()
    address = f"{ROOT}/predictions/{made['id']}/"
    assert [client.get(address).status_code for client in (api_owner, api_colleague)] == [200, 404]


def test_a_stranger_cannot_change_the_student(api_stranger, student):
    answer = api_stranger.patch(f"{ROOT}/students/{student.pk}/", {"name": "Somebody"}, format="json")
    assert answer.status_code == 404
    assert Student.objects.get().name == student.name


def test_a_stranger_cannot_add_a_student_to_the_class(api_stranger, classroom):
    body = {"classroom": classroom.pk, "name": "Somebody"}
    answer = api_stranger.post(f"{ROOT}/students/", body, format="json")
    assert answer.json()["error"]["fields"] == {"classroom": f"You have no class {classroom.pk}."}
    assert not Student.objects.exists()


def test_a_teacher_who_leaves_the_class_loses_sight_of_it(api_owner, people, classroom, addresses):
    Classroom.objects.get().teachers.remove(people.owner)
    assert [api_owner.get(address).status_code for address in addresses] == [404] * 8


def test_tasks_and_versions_are_seen_by_everybody_who_is_logged_in(api_stranger, math):
    version = math.versions.get()
    for address in (f"{ROOT}/tasks/math/", f"{ROOT}/model-versions/{version.pk}/"):
        assert api_stranger.get(address).status_code == 200


def test_nothing_is_seen_without_a_token(client, addresses):
    lists = [f"{ROOT}/{name}/" for name in ("tasks", "model-versions", "predictions", "students", "schema")]
    assert {client.get(address).status_code for address in [*addresses, *lists]} == {401}


def test_a_session_is_no_token(client, people, classroom):
    client.force_login(people.owner)
    assert client.get(f"{ROOT}/classrooms/{classroom.pk}/").status_code == 401
