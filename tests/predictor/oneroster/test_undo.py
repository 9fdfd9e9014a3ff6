"""A zip that is taken back leaves everything as it was before."""

import pytest

from predictor import problems
from predictor.classes.work import save_student
from predictor.imports.undo import undo as undo_part
from predictor.models import Classroom, Import, Roster, RosterClass, RosterStudent, Student
from predictor.oneroster.undo import undo

pytestmark = pytest.mark.django_db
SMALLER = {"places": [("c1", "s1"), ("c2", "s2"), ("c2", "s3")], "results": []}


def students():
    return list(Student.objects.order_by("pk").values())


def test_classes_students_teachers_and_ids_that_came_with_it_go(stored, school, people):
    row = stored(school(), teachers={"t1": people.owner.pk})
    undo(row, people.admin)
    assert not any(table.objects.exists() for table in (Student, Classroom, RosterClass, RosterStudent))
    assert (Roster.objects.get().state, Roster.objects.get().undone_by) == ("undone", people.admin)


def test_moves_leavers_and_changes_of_a_second_one_are_as_before(stored, school, people):
    stored(school())
    before = students()
    ben = Student.objects.get(classroom__name="Maths 7A", reference="0072")
    second = stored(school(**SMALLER, tests={}), gone=(ben.pk,))
    assert students() != before
    undo(second, people.admin)
    assert students() == before
    assert Classroom.objects.count() == 2


def test_who_was_changed_since_is_named_and_nothing_undone(stored, school, people):
    row = stored(school())
    save_student(Student.objects.get(reference="0071"), name="Ann Changed")
    with pytest.raises(problems.UndoRefused, match="changed since: Ann Changed"):
        undo(row, people.admin)
    assert Student.objects.count() == 4


def test_a_new_class_that_somebody_added_students_to_stays(stored, school, people):
    row = stored(school())
    Student.objects.create(classroom=Classroom.objects.get(name="Maths 7B"), name="Late")
    with pytest.raises(problems.UndoRefused, match="Maths 7B"):
        undo(row, people.admin)
    assert (Student.objects.count(), Import.objects.filter(state="stored").count()) == (5, 2)


def test_a_class_whose_part_was_taken_back_already_is_no_hindrance(stored, school, people):
    row = stored(school())
    undo_part(Import.objects.get(classroom__name="Maths 7A"), people.admin)
    undo(row, people.admin)
    assert not Classroom.objects.exists()


@pytest.mark.parametrize("who", ["owner", "admin"])
def test_what_moved_students_out_of_a_class_is_undone_only_by_whoever_may_change_both(who, stored, school, people):
    stored(school(), teachers={"t1": people.owner.pk})
    ben = Student.objects.get(classroom__name="Maths 7A", reference="0072")
    part = stored(school(**SMALLER), gone=(ben.pk,)).parts.get(classroom__name="Maths 7A")
    if who == "owner":
        with pytest.raises(problems.UndoRefused, match="classes that are not yours"):
            undo_part(part, people.owner)
    else:
        undo_part(part, people.admin)
    ben.refresh_from_db()
    assert (ben.classroom.name == "Maths 7A") is (who == "admin")


def test_who_left_with_a_later_zip_is_not_deleted_by_taking_back_an_earlier(stored, school, people):
    first = stored(school())
    ben = Student.objects.get(classroom__name="Maths 7A", reference="0072")
    stored(school(**SMALLER), gone=(ben.pk,))
    with pytest.raises(problems.UndoRefused, match="Ben Bora"):
        undo(first, people.admin)


def test_it_is_undone_once(stored, school, people):
    row = stored(school())
    undo(row, people.admin)
    with pytest.raises(problems.ImportDone):
        undo(row, people.admin)


def test_a_class_that_was_deleted_since_leaves_nothing_to_take_back(stored, school, people):
    row = stored(school())
    Classroom.objects.get(name="Maths 7A").delete()
    undo(row, people.admin)
    assert not Student.objects.exists()
