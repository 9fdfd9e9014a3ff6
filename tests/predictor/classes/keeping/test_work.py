"""A class ends with its year, and its students go on with all that is known and was predicted."""

import pytest

from predictor.classes.keeping.teachers import add_teacher, remove_teacher
from predictor.classes.keeping.work import archive, bring_back, into_next_year, name_of_next_year
from predictor.models import Classroom, Membership, Prediction, Student
from predictor.problems import ClassStays, DeletedMeanwhile


@pytest.fixture
def other(classroom):
    return Student.objects.create(classroom=classroom, name="Ben", reference="18")


def test_students_go_on_with_their_history_and_the_class_is_archived(classroom, student, other, prediction, people):
    following = into_next_year(classroom, name="Class 9a", going=[student.pk])
    assert [one.name for one in following.students.all()] == ["Amara Osei"]
    assert Prediction.objects.get(student__classroom=following) == prediction
    assert [one.name for one in classroom.students.all()] == ["Ben"]
    assert Classroom.objects.get(pk=classroom.pk).archived_at
    assert set(following.teachers.all()) == {people.owner, people.colleague}


def test_the_class_that_they_left_still_tells_who_was_in_it(classroom, student, other):
    into_next_year(classroom, name="Class 9a")
    assert [one.student.name for one in Membership.objects.filter(classroom=classroom)] == ["Amara Osei", "Ben"]


def test_deleting_the_archived_class_takes_no_history_from_who_went_on(classroom, student, prediction):
    following = into_next_year(classroom, name="Class 9a")
    classroom.delete()
    assert Prediction.objects.get(student__classroom=following) == prediction
    assert not Membership.objects.exists()


def test_an_archived_class_can_be_brought_into_the_next_year_later(classroom, student):
    archive(classroom)
    since = Classroom.objects.get(pk=classroom.pk).archived_at
    following = into_next_year(classroom, name="Class 9a")
    assert following.students.get() == student
    assert Classroom.objects.get(pk=classroom.pk).archived_at == since


@pytest.mark.parametrize("going", [[], [0], None])
def test_nothing_is_done_where_nobody_goes_or_somebody_is_not_there(classroom, going):
    with pytest.raises(ClassStays):
        into_next_year(classroom, name="Class 9a", going=going)
    assert Classroom.objects.get().archived_at is None


def test_archiving_twice_keeps_the_first_day_and_bringing_back_ends_it(classroom):
    archive(classroom)
    since = Classroom.objects.get().archived_at
    archive(classroom)
    assert Classroom.objects.get().archived_at == since
    bring_back(classroom)
    assert Classroom.objects.get().archived_at is None


def test_a_class_that_was_deleted_meanwhile_is_not_brought_back(classroom):
    Classroom.objects.filter(pk=classroom.pk).delete()
    for act in (archive, bring_back):
        with pytest.raises(DeletedMeanwhile):
            act(classroom)


@pytest.mark.parametrize(
    ("name", "following"),
    [("Class 8a", "Class 9a"), ("12b", "13b"), ("Maths 2026", "Maths 2026"), ("Latin", "Latin"), ("7/2", "8/2")],
)
def test_the_name_of_the_next_year_is_guessed_from_the_number_in_it(name, following):
    assert name_of_next_year(name) == following


def test_the_last_teacher_who_can_log_in_stays(classroom, people):
    remove_teacher(classroom, people.colleague)
    add_teacher(classroom, "stranger")
    people.stranger.is_active = False
    people.stranger.save()
    with pytest.raises(ClassStays, match="Nobody else teaches Class 8a"):
        remove_teacher(classroom, people.owner)
    assert set(classroom.teachers.all()) == {people.owner, people.stranger}


def test_only_an_account_that_can_log_in_is_added(classroom, people):
    people.stranger.is_active = False
    people.stranger.save()
    for name in ("stranger", "nobody"):
        with pytest.raises(ClassStays, match="no account"):
            add_teacher(classroom, name)
    assert classroom.teachers.count() == 2
