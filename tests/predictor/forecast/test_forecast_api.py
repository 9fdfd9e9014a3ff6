"""Programs ask what to expect of a class, with the rights of whoever they act for."""

import pytest

from mlcore.pipeline.results.between import Between


@pytest.fixture
def ask(classroom):
    def get(client, **query):
        return client.get(f"/api/v1/classrooms/{classroom.pk}/forecast/", query)

    return get


def test_a_forecast_has_people_and_intervals(class_of_six, api_owner, ask):
    found = ask(api_owner, task="math").json()
    assert (found["students"], found["counted"], found["untold"], found["fewest"]) == (6, 6, 0, 5)
    assert [grade["start"] for grade in found["grades"]] == sorted(grade["start"] for grade in found["grades"])
    assert sum(grade["people"] for grade in found["grades"]) == 6
    assert found["passed"]["low"] <= found["passed"]["people"] <= found["passed"]["high"]
    assert found["mean"]["low"] < found["mean"]["expected"] < found["mean"]["high"]
    assert found["together"] is None


def test_what_classes_have_in_common_is_told(class_of_six, api_owner, ask, in_common):
    in_common(Between(share=0.05, likely=(0.02, 0.05, 0.09), groups=40))
    together = ask(api_owner, task="math").json()["together"]
    assert (together["share"], together["groups"]) == (0.05, 40)


def test_too_few_students_are_told_nothing(predict, student, api_owner, ask):
    predict()
    found = ask(api_owner, task="math").json()
    assert (found["counted"], found["mean"], found["passed"], found["grades"]) == (1, None, None, [])


@pytest.mark.parametrize(
    ("query", "named"),
    [({}, "required"), ({"task": "nonsense"}, "not asked of this class"), ({"tsk": "math"}, "did you mean 'task'")],
)
def test_a_question_that_is_not_asked_of_the_class_is_refused(class_of_six, api_owner, ask, query, named):
    answer = ask(api_owner, **query)
    assert answer.status_code == 400
    assert named in str(answer.json()["error"]["fields"])


def test_a_task_of_another_schema_is_refused(class_of_six, hsb_task, api_owner, ask):
    assert ask(api_owner, task=hsb_task.slug).status_code == 400


def test_a_colleague_and_the_admin_may_ask_and_a_stranger_finds_no_class(
    class_of_six, api_owner, api_colleague, api_stranger, client_of, people, ask
):
    answers = [ask(client, task="math") for client in (api_owner, api_colleague, client_of(people.admin))]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert answers[0].json() == answers[1].json()
    assert ask(api_stranger, task="math").status_code == 404
