"""Teachers see the questions that are asked of their classes, and those that a live model answers."""

import pytest
from django.urls import reverse

from mlcore.datasets import schemas
from mlcore.models import ModelVersion, Task
from predictor.access.questions import is_asked_of, questions_for, tasks_of
from predictor.models import Classroom


@pytest.fixture
def unanswered(classroom):
    """A question of another schema, of which neither the owner's class is asked nor a model answers."""
    return schemas.schema_version("hsb2").tasks.first()


def test_owner_and_colleague_see_what_is_asked_of_their_class_and_the_admin_everything(people, unanswered):
    of_the_class = set(Classroom.objects.get().schema_version.tasks.all())
    for teacher in (people.owner, people.colleague):
        assert set(questions_for(teacher)) == of_the_class
    assert set(questions_for(people.admin)) == set(Task.objects.all()) > of_the_class


def test_a_stranger_sees_what_a_model_answers(people, math, classroom, hsb_task):
    assert set(questions_for(people.stranger)) == {math, hsb_task}
    ModelVersion.objects.filter(task=hsb_task).update(is_live=False)
    assert set(questions_for(people.stranger)) == {math}


def test_a_question_is_listed_once_whatever_speaks_for_it(people, math, classroom):
    classroom.teachers.add(people.stranger)
    Classroom.objects.create(name="9b", schema_version=math.schema_version).teachers.add(people.owner)
    assert list(questions_for(people.owner)).count(math) == 1


@pytest.mark.parametrize("name", ["models", "history"])
@pytest.mark.parametrize(("who", "seen"), [("owner", False), ("stranger", False), ("admin", True)])
def test_pages_do_not_name_a_question_that_concerns_nobody_here(name, who, seen, as_user, people, unanswered):
    page = as_user(getattr(people, who)).get(reverse(name))
    assert (unanswered.label in page.text) == seen


def test_a_filter_by_such_a_question_is_no_choice(as_user, people, unanswered):
    page = as_user(people.owner).get(reverse("history"), {"task": unanswered.pk})
    assert "Select a valid choice" in page.text


@pytest.mark.parametrize(("who", "seen"), [("owner", False), ("stranger", False), ("admin", True)])
def test_the_lists_and_the_hint_of_the_api_do_not_name_it_either(who, seen, client_of, people, math, hsb_task):
    ModelVersion.objects.filter(task=hsb_task).update(is_live=False)
    api = client_of(getattr(people, who))
    tasks, versions = (api.get(f"/api/v1/{name}/").json()["results"] for name in ("tasks", "model-versions"))
    assert (hsb_task.slug in {task["slug"] for task in tasks}) == seen
    assert {version["task"] for version in versions} == {"math"} | ({hsb_task.slug} if seen else set())
    refused = api.post("/api/v1/predictions/", {"task": "chess", "answers": {}}).json()
    hint = refused["error"]["fields"]["task"]
    assert "math" in hint
    assert (hsb_task.slug in hint) == seen


def test_the_address_of_a_question_that_no_list_names_opens_in_the_api_as_on_pages(client_of, people, hsb_task):
    ModelVersion.objects.filter(task=hsb_task).update(is_live=False)
    version = hsb_task.versions.get()
    for place in (f"tasks/{hsb_task.slug}", f"model-versions/{version.pk}"):
        assert client_of(people.owner).get(f"/api/v1/{place}/").status_code == 200


@pytest.mark.parametrize(("who", "seen"), [("owner", False), ("stranger", False), ("admin", True)])
def test_the_history_offers_no_version_of_such_a_question(who, seen, as_user, people, math, hsb_task):
    ModelVersion.objects.filter(task=hsb_task).update(is_live=False)
    text = as_user(getattr(people, who)).get(reverse("history")).text
    assert f"{math.label}: version 1" in text
    assert (f"{hsb_task.label}: version 1" in text) == seen


def test_a_question_of_ones_class_is_listed_before_a_model_answers_it(as_user, people, classroom):
    label = Task.objects.get(slug="reading").label
    assert label in as_user(people.owner).get(reverse("models")).text
    assert label not in as_user(people.stranger).get(reverse("models")).text


def test_the_tasks_of_a_class_are_those_of_its_schema(classroom, math, hsb_task):
    asked = tasks_of(classroom)
    assert math in asked
    assert hsb_task not in asked
    assert [is_asked_of(task, classroom) for task in (math, hsb_task)] == [True, False]
