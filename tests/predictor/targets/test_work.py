"""A target is set, taken back, locked and unlocked; every act is a row that stays."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from predictor import problems
from predictor.models import Student, Target
from predictor.targets.work import Aim, Signed, lock, newest_of, set_target, take_back, unlock

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(people, student, math):
    """By somebody who saw what is there now."""

    def sign(by=people.owner, why="She asked for it", **changes):
        newest = newest_of(student, math)
        return Signed(**{"by": by, "why": why, "seen": newest and newest.pk} | changes)

    return sign


@pytest.fixture
def aim(student, math, signed):
    def aim(score=70.0, locked=False, **signature):
        return set_target(student, math, Aim(score=score), signed(**signature), locked=locked)

    return aim


def test_the_newest_row_is_the_target_and_the_others_are_its_history(aim, people, student, math):
    first, second = aim(70.0), aim(75.0, by=people.colleague, why="after the mock exam")
    assert list(student.targets.all()) == [second, first]
    assert newest_of(student, math) == second
    assert (second.score, second.made_by, second.why) == (75.0, people.colleague, "after the mock exam")


def test_a_target_that_is_taken_back_leaves_its_history(aim, student, math, signed):
    aim(70.0)
    taken_back = take_back(student, math, signed(why="she left the course"))
    assert (taken_back.is_set, taken_back.why) == (False, "she left the course")
    assert [row.score for row in student.targets.all()] == [None, 70.0]


def test_locking_and_unlocking_keep_what_is_to_be_reached(aim, student, math, signed):
    aim(70.0)
    rows = [act(student, math, signed()) for act in (lock, unlock)]
    assert [(row.score, row.locked) for row in rows] == [(70.0, True), (70.0, False)]


@pytest.mark.parametrize("who", ["colleague", "admin"])
def test_a_locked_target_is_changed_by_nobody_else_but_an_admin(who, aim, people, student, math, signed):
    aim(70.0, locked=True)
    other = getattr(people, who)
    if who == "admin":
        assert aim(75.0, by=other).made_by == other
        return
    with pytest.raises(problems.TargetLocked, match=r"locked by owner on \d+ \w+ \d{4}.* Only owner or an admin"):
        aim(75.0, by=other)
    for act in (take_back, unlock):
        with pytest.raises(problems.TargetLocked):
            act(student, math, signed(by=other))
    assert newest_of(student, math).score == 70.0


def test_whoever_locked_a_target_changes_and_unlocks_it_in_one_step(aim):
    aim(70.0, locked=True)
    changed = aim(75.0)
    assert (changed.score, changed.locked) == (75.0, False)


def test_once_unlocked_it_is_anybodys_of_the_class(aim, people, student, math, signed):
    aim(70.0, locked=True)
    unlock(student, math, signed())
    assert aim(75.0, by=people.colleague).score == 75.0


@pytest.mark.parametrize("seen", [None, 987654])
def test_who_saw_another_row_is_told_that_it_was_changed_meanwhile(seen, aim):
    aim(70.0)
    with pytest.raises(problems.TargetChanged, match="changed by owner on .* Look at it again"):
        aim(80.0, seen=seen)
    assert [row.score for row in Target.objects.all()] == [70.0]


def test_a_row_that_is_not_there_was_not_seen(aim):
    with pytest.raises(problems.TargetChanged, match="no target 987654"):
        aim(80.0, seen=987654)


@pytest.mark.parametrize("act", [take_back, lock, unlock])
def test_without_a_target_there_is_nothing_to_do(act, aim, student, math, signed):
    with pytest.raises(problems.TargetStays, match="Set one first"):
        act(student, math, signed())
    aim(70.0)
    take_back(student, math, signed())
    with pytest.raises(problems.TargetStays, match="Set one first"):
        act(student, math, signed())


def test_what_is_locked_or_open_already_is_told_so(aim, student, math, signed):
    aim(70.0)
    with pytest.raises(problems.TargetStays, match="is not locked"):
        unlock(student, math, signed())
    lock(student, math, signed())
    with pytest.raises(problems.TargetStays, match="locked already"):
        lock(student, math, signed())


def test_each_task_has_a_target_of_its_own(aim, student, math, signed):
    aim(70.0)
    reading = math.schema_version.tasks.get(slug="reading")
    assert newest_of(student, reading) is None
    set_target(student, reading, Aim(score=50.0), signed(seen=None))
    assert [row.score for row in Target.objects.newest()] == [70.0, 50.0]


def test_a_target_for_a_student_who_is_gone_is_refused(aim, student):
    Student.objects.filter(pk=student.pk).delete()
    with pytest.raises(problems.DeletedMeanwhile):
        aim(70.0, seen=None)


def test_the_database_refuses_to_rewrite_a_target(aim):
    aim(70.0)
    with pytest.raises(DatabaseError, match="history and never change"), transaction.atomic():
        Target.objects.update(score=90.0)
    assert Target.objects.get().score == 70.0


def test_targets_go_with_their_student(aim, student):
    aim(70.0)
    student.delete()
    assert not Target.objects.exists()


@pytest.mark.parametrize("wrong", [{"score": 70.0, "grade": "B"}, {"score": None, "locked": True}])
def test_a_row_is_a_score_or_a_grade_and_only_such_is_locked(wrong, aim, people, student, math):
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(student=student, task=math, why="x", made_by=people.owner, **wrong)


def test_owner_colleague_and_admin_see_targets_and_a_stranger_none(aim, people):
    aim(70.0)
    seen = {name: Target.objects.visible_to(user).count() for name, user in vars(people).items()}
    assert seen == {"owner": 1, "colleague": 1, "stranger": 0, "admin": 1}
