"""What is known about a student is checked in one place, whichever door it comes through."""

import pytest

from predictor import problems
from predictor.classes.work import create_class, rename_class, save_student
from predictor.models import Classroom, Student


@pytest.fixture
def field(classroom):
    return next(field for field in classroom.schema_version.schema.described if field.choices)


def save(student, **known):
    save_student(student, name="Hana Sato", reference="7", known=known)


def test_what_the_schema_does_not_allow_is_refused_by_field_and_not_stored(classroom, field):
    with pytest.raises(problems.InvalidAnswers) as refused:
        save(Student(classroom=classroom), nonsense=5, **{field.slug: "no such choice"})
    assert set(refused.value.refusals) == {"nonsense", field.slug}
    assert not Student.objects.exists()


def test_a_misspelt_field_is_told_with_what_is_near(classroom, field):
    with pytest.raises(problems.InvalidAnswers, match=f"did you mean '{field.slug}'"):
        save(Student(classroom=classroom), **{field.slug + "x": 1})


def test_only_the_given_fields_change_and_none_forgets_one(student, field):
    before = dict(student.known)
    other = next(slug for slug in before if slug != field.slug)
    save(student, **{field.slug: field.choices[1].upper(), other: None})
    stored = Student.objects.get()
    assert stored.known == {slug: value for slug, value in before.items() if slug != other} | {
        field.slug: field.choices[1]
    }


def test_what_the_schema_does_not_know_does_not_outlive_a_change(student, field):
    student.known = {"nonsense": 5, field.slug: field.choices[0]}
    student.save()
    save(student)
    assert Student.objects.get().known == {field.slug: field.choices[0]}


def test_a_number_that_another_student_has_is_refused(student):
    save(student)
    with pytest.raises(problems.ReferenceTaken, match="Another student of this class"):
        save(Student(classroom=student.classroom))
    assert Student.objects.count() == 1


def test_what_is_not_given_stays_as_somebody_else_has_stored_it_since(student):
    Student.objects.update(name="Amara O.", reference="12")
    save_student(student, known={})
    stored = Student.objects.get()
    assert (stored.name, stored.reference) == ("Amara O.", "12")


@pytest.mark.parametrize(
    "change", [lambda student: save(student), lambda student: rename_class(student.classroom, "9a")]
)
def test_what_was_deleted_since_does_not_come_back_by_a_change(student, change):
    Classroom.objects.all().delete()
    with pytest.raises(problems.DeletedMeanwhile):
        change(student)
    assert not Classroom.objects.exists()
    assert not Student.objects.exists()


def test_a_new_class_has_the_teacher_who_made_it(people, math):
    made = create_class(name="Class 9a", schema_version=math.schema_version, teacher=people.stranger)
    assert list(Classroom.objects.visible_to(people.stranger)) == [made]
