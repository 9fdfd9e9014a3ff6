"""An import is taken back row for row, unless somebody changed one of these students since."""

from contextlib import nullcontext

import pytest

from predictor import problems
from predictor.classes.work import delete_student, save_student
from predictor.imports.undo import undo
from predictor.models import Classroom, Import, Outcome, Student, Target

pytestmark = pytest.mark.django_db


def rows():
    return list(Student.objects.order_by("pk").values())


def test_every_row_is_as_it_was(stored, known_students, people):
    save_student(known_students[0], known={"reading_score": 40, "lunch": "standard"})
    before = rows()
    row = stored("Number,Name,Reading", "1,Amara Mensah,55", "9,New One,70")
    assert rows() != before
    undo(row, people.owner)
    assert rows() == before


def test_the_record_says_who_undid_it(stored, people):
    row = undo(stored("Name", "Zoë"), people.colleague)
    assert (row.state, row.undone_by) == (Import.State.UNDONE, people.colleague)


def test_it_is_not_undone_twice(stored, people):
    row = stored("Name", "Zoë")
    undo(row, people.owner)
    with pytest.raises(problems.ImportDone):
        undo(row, people.owner)


def test_what_is_not_stored_yet_is_not_undone(draft, people):
    with pytest.raises(problems.ImportDone, match="is not stored"):
        undo(draft("Name", "Zoë").row, people.owner)


def test_it_is_refused_with_the_names_of_who_was_changed_since(stored, known_students, people):
    row = stored("Number,Reading", "1,55", "2,60")
    save_student(Student.objects.get(reference="002"), known={"writing_score": 40})
    before = rows()
    with pytest.raises(problems.UndoRefused, match="Ben Lind"):
        undo(row, people.owner)
    assert rows() == before


def test_a_new_student_with_a_target_stays(stored, math, people):
    row = stored("Name", "Zoë")
    Target.objects.create(student=Student.objects.get(), task=math, score=70.0, why="x", made_by=people.owner)
    with pytest.raises(problems.UndoRefused, match="Zoë"):
        undo(row, people.owner)
    assert Student.objects.exists()


def test_a_new_student_who_was_predicted_for_stays(stored, predict, people):
    row = stored("Name", "Zoë")
    predict(student=Student.objects.get(name="Zoë"))
    with pytest.raises(problems.UndoRefused, match="Zoë"):
        undo(row, people.owner)


def test_of_who_was_deleted_since_nothing_is_left_to_undo(stored, known_students, people):
    row = stored("Number,Reading", "1,55", "2,60")
    delete_student(Student.objects.get(reference="001"))
    undo(row, people.owner)
    assert [student.known for student in Student.objects.all()] == [{}, {}]


def test_a_number_that_somebody_else_has_now_is_not_brought_back(stored, draft, classroom, people):
    student = Student.objects.create(classroom=classroom, name="Ida Holm", reference="5")
    row = stored("Number,Name", "6,Ida Holm", people={"2": student.pk})
    Student.objects.create(classroom=classroom, name="Other", reference="5")
    with pytest.raises(problems.UndoRefused, match="another student's"):
        undo(row, people.owner)


def test_results_are_taken_back_and_the_ones_before_count_again(stored, known_students, people):
    first = stored("Number,Maths", "1,55", kind="outcomes", day="2026-06-30")
    second = stored("Number,Maths", "1,65", kind="outcomes", day="2026-06-30")
    with pytest.raises(problems.UndoRefused, match="Amara Osei"):
        undo(first, people.owner)
    undo(second, people.owner)
    assert [row.value for row in Outcome.objects.in_force()] == [55.0]


@pytest.mark.parametrize(("who", "left"), [("owner", 1), ("admin", 0)])
def test_results_of_who_is_in_a_class_of_others_now_stay_with_them(who, left, stored, known_students, people):
    row = stored("Number,Maths", "1,55", kind="outcomes", day="2026-06-30")
    elsewhere = Classroom.objects.create(name="9C", schema_version=row.classroom.schema_version)
    Student.objects.filter(pk=known_students[0].pk).update(classroom=elsewhere)
    with nullcontext() if who == "admin" else pytest.raises(problems.UndoRefused, match="not yours"):
        undo(row, getattr(people, who))
    assert Outcome.objects.count() == left
