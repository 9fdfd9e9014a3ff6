"""Students of whom very much can be recorded: a form in sections, and a page that keeps apart what nobody knows."""

import pytest
from django.urls import reverse
from wide_rows import wide_schema

from mlcore.datasets import schemas
from predictor.models import Classroom, Student


@pytest.fixture
def owner(as_user, people):
    return as_user(people.owner)


@pytest.fixture
def student(people):
    """One category and one number of sixty fields are known."""
    schema = schemas.register(wide_schema(20, 40))
    classroom = Classroom.objects.create(name="Class 9", schema_version=schema)
    classroom.teachers.add(people.owner)
    known = {"category_3": "most", "number_7": 55.0}
    return Student.objects.create(classroom=classroom, name="Amara Osei", known=known)


def test_what_is_known_is_shown_and_what_is_not_is_folded_away(owner, student):
    answer = owner.get(reverse("student", args=[student.pk]))
    assert [fact.field.slug for fact in answer.context["facts"]] == ["category_3", "number_7"]
    page = answer.text
    assert page.index("Category 3") < page.index("39 entries that are not known") < page.index("Category 0")


def test_of_few_fields_all_stay_in_one_list(owner, student):
    schema = schemas.schema_version("exams")
    Student.objects.update(classroom=Classroom.objects.create(name="Class 8", schema_version=schema), known={})
    student.classroom.refresh_from_db()
    Classroom.objects.get(name="Class 8").teachers.add(*student.classroom.teachers.all())
    answer = owner.get(reverse("student", args=[student.pk]))
    assert [fact.field.slug for fact in answer.context["facts"]] == [
        field.slug for field in schema.schema.described if field.about == "student"
    ]
    assert answer.context["open_facts"] == []


def test_the_form_has_parts_a_search_and_every_field(owner, student):
    page = owner.get(reverse("student-edit", args=[student.pk])).text
    assert "data-find-field" in page
    assert '<a href="#part-1">' in page
    assert page.count('name="answer-') == len(student.classroom.schema_version.schema.described)


def test_a_refused_entry_of_a_long_form_is_marked_in_the_list_of_its_parts(owner, student):
    sent = {"name": student.name, "answer-number_7": "5000"}
    page = owner.post(reverse("student-edit", args=[student.pk]), sent).text
    assert page.count("to mend") == 1
    assert Student.objects.get().known == student.known


def test_what_is_entered_in_a_long_form_is_stored(owner, student):
    sent = {"name": student.name, "answer-number_7": "60", "answer-category_39": "all"}
    assert owner.post(reverse("student-edit", args=[student.pk]), sent).status_code == 302
    assert Student.objects.get().known == {"number_7": 60.0, "category_39": "all"}
