"""Whether a student's classes are archived is asked of whoever looks: an open class of others opens nothing to them."""

import pytest
from django.urls import reverse

from predictor.access.rights import Act, Why, may, open_acts
from predictor.classes.keeping.work import add_to_class, archive
from predictor.models import Classroom, Prediction, Student

WHO = [("owner", "closed"), ("colleague", "open"), ("stranger", "unknown"), ("admin", "open")]


@pytest.fixture
def half_open(classroom, student, people):
    """Owner and colleague teach Class 8a, which is archived; the colleague alone Set 2, which the student is in too."""
    other = Classroom.objects.create(name="Set 2", schema_version=classroom.schema_version)
    other.teachers.add(people.colleague)
    add_to_class(student, other)
    archive(classroom)
    return Student.objects.get(pk=student.pk)


@pytest.mark.parametrize(("who", "how"), WHO)
def test_rights_follow_the_classes_of_whoever_asks(who, how, people, half_open):
    user = getattr(people, who)
    why = {"closed": Why.ARCHIVED, "open": Why.ROLE, "unknown": Why.NOT_OWN}[how]
    assert {may(user, act, half_open).why for act in (Act.CHANGE, Act.PREDICT)} == {why}
    assert bool(may(user, Act.RECORD, half_open)) == (how != "unknown")
    assert open_acts(user, half_open) == {act for act in Act if may(user, act, half_open)}


@pytest.mark.parametrize(("who", "how"), WHO)
def test_the_api_changes_and_predicts_for_whom_it_is_open(who, how, people, client_of, half_open, answers):
    api = client_of(getattr(people, who))
    changed = api.patch(f"/api/v1/students/{half_open.pk}/", {"name": "Other"})
    assert changed.status_code == {"closed": 409, "open": 200, "unknown": 404}[how]
    body = {"task": "math", "answers": answers, "student": half_open.pk}
    predicted = api.post("/api/v1/predictions/", body)
    assert predicted.status_code == {"closed": 409, "open": 201, "unknown": 400}[how]
    assert (Student.objects.get().name, Prediction.objects.count()) == (
        ("Other", 1) if how == "open" else ("Amara Osei", 0)
    )


@pytest.mark.parametrize(("who", "how"), WHO)
def test_pages_offer_and_refuse_alike(who, how, people, as_user, half_open):
    client, edit = as_user(getattr(people, who)), reverse("student-edit", args=[half_open.pk])
    page = client.get(reverse("student", args=[half_open.pk]))
    assert (f'href="{edit}"' in page.text) == (how == "open")
    assert client.get(edit).status_code == {"closed": 302, "open": 200, "unknown": 404}[how]
    assert client.post(reverse("support", args=[half_open.pk])).status_code == client.get(edit).status_code


@pytest.mark.parametrize(("who", "how"), WHO)
def test_lists_of_every_day_hold_them_where_they_are_open(who, how, people, as_user, client_of, half_open):
    user = getattr(people, who)
    home, found = as_user(user).get(reverse("home")), as_user(user).get(reverse("students"), {"q": "Amara"})
    predicts = reverse("predict-any", args=[half_open.pk])
    assert [predicts in page.text for page in (home, found)] == [how == "open"] * 2
    assert ("Amara Osei" in found.text) == (how != "unknown")
    assert len(client_of(user).get("/api/v1/students/").json()["results"]) == (how == "open")


def test_the_class_that_is_named_is_one_that_they_know(classroom, student, people, as_user):
    other = Classroom.objects.create(name="Set 2", schema_version=classroom.schema_version)
    other.teachers.add(people.stranger)
    add_to_class(student, other)
    archive(other)
    page = as_user(people.stranger).get(reverse("student-edit", args=[student.pk]), follow=True)
    assert page.redirect_chain == [(reverse("classroom", args=[other.pk]), 302)]
    assert "Set 2 is archived" in page.text
    assert "Class 8a" not in page.text


def test_what_may_be_done_to_a_student_of_several_classes_costs_one_query(people, half_open, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Act.CHANGE not in open_acts(people.owner, half_open)


@pytest.mark.parametrize("count", [1, 20])
def test_a_list_asks_once_for_all_of_its_students(count, owner, half_open, django_assert_max_num_queries):
    rows = [Student(classroom=half_open.classroom, name=f"Amara {place}") for place in range(count)]
    Student.objects.bulk_create(rows)
    with django_assert_max_num_queries(8):
        page = owner.get(reverse("students"), {"q": "amara"})
    assert [line.is_closed for line in page.context["lines"]] == [True] * (count + 1)
