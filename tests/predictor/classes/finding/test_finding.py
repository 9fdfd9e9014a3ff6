"""Students are found among all that somebody may see, while they type or by a plain form."""

import pytest
from django.urls import reverse

from predictor.classes.keeping.work import archive
from predictor.models import Classroom, Student


@pytest.fixture
def ben(classroom, people):
    other = Classroom.objects.create(name="Class 7b", schema_version=classroom.schema_version)
    other.teachers.add(people.owner)
    return Student.objects.create(classroom=other, name="Ben Osei", reference="4711")


def found(client, text, **headers):
    return [line.student.name for line in client.get(reverse("students"), {"q": text}, **headers).context["lines"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("osei", ["Amara Osei", "Ben Osei"]),
        ("osei AM", ["Amara Osei"]),
        ("471", ["Ben Osei"]),
        ("711", []),
        ("%", []),
        ("\x00", []),
        ("  ", []),
    ],
)
def test_every_word_counts_in_any_order_and_a_number_from_its_beginning(owner, student, ben, text, names):
    assert found(owner, text) == names


def test_whoever_types_gets_the_part_alone_and_others_the_page(owner, student):
    part = owner.get(reverse("students"), {"q": "am"}, HTTP_HX_REQUEST="true").text
    page = owner.get(reverse("students"), {"q": "am"}).text
    assert "Amara Osei" in part
    assert "<html" not in part
    assert "<html" in page
    assert part.strip() in page


def test_colleagues_find_those_of_their_classes_and_strangers_nobody(as_user, people, student, ben):
    assert found(as_user(people.colleague), "osei") == ["Amara Osei"]
    assert found(as_user(people.stranger), "osei") == []
    assert found(as_user(people.admin), "osei") == ["Amara Osei", "Ben Osei"]


def test_students_of_archived_classes_are_found_last_and_say_so(owner, student, ben):
    archive(student.classroom)
    assert found(owner, "osei") == ["Ben Osei", "Amara Osei"]
    assert "Class 8a (archived)" in owner.get(reverse("students"), {"q": "osei"}).text


def test_those_found_are_a_file_too(owner, student, ben):
    text = b"".join(owner.get(reverse("students-csv"), {"q": "ben"})).decode()
    assert "Ben Osei" in text
    assert "Amara" not in text


def test_the_api_finds_the_same(api_owner, api_stranger, student, ben):
    where = "/api/v1/students/?q=osei%20be"
    assert [one["name"] for one in api_owner.get(where).json()["results"]] == ["Ben Osei"]
    assert api_stranger.get(where).json()["results"] == []


def test_many_students_cost_no_more_queries(owner, student, predict, django_assert_max_num_queries):
    for number in range(60):
        predict(student=Student.objects.create(classroom=student.classroom, name=f"Amara {number}"))
    with django_assert_max_num_queries(8):
        page = owner.get(reverse("students"), {"q": "amara"})
    assert len(page.context["lines"]) == 50
    assert "The first 50 students" in page.text
