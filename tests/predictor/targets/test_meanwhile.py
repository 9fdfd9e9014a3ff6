"""Two people change a target at once."""

from threading import Thread

import pytest
from django.db import connection
from django.db.models.signals import pre_delete, pre_save

from predictor import problems
from predictor.classes.work import delete_student
from predictor.models import Student, Target
from predictor.targets.work import Aim, Signed, set_target

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def set_by(student, math):
    def set_by(user, score):
        return set_target(student, math, Aim(score=score), Signed(by=user, why="to try", seen=None))

    return set_by


def on_a_connection_of_its_own(action, refusals):
    def work():
        try:
            action()
        except (problems.TargetStays, problems.DeletedMeanwhile) as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    return thread


@pytest.fixture
def meanwhile():
    """Does something on another connection once, at a signal of a model; gives the thread in a list and refusals."""

    def meanwhile(signal, model, action):
        threads, refusals = [], []

        def once(**about):
            signal.disconnect(once, sender=model)
            threads.append(on_a_connection_of_its_own(action, refusals))

        signal.connect(once, sender=model, weak=False)
        return threads, refusals

    return meanwhile


def test_the_second_waits_for_the_first_and_is_told(people, set_by, meanwhile):
    """Both saw that there was none; the second begins while the first is about to store."""
    threads, refusals = meanwhile(pre_save, Target, lambda: set_by(people.colleague, 80.0))
    set_by(people.owner, 70.0)
    threads[0].join()
    assert [type(refusal) for refusal in refusals] == [problems.TargetChanged]
    assert [row.score for row in Target.objects.all()] == [70.0]


def test_a_target_that_is_set_meanwhile_does_not_stop_the_deletion_of_the_student(people, student, set_by, meanwhile):
    threads, refusals = meanwhile(pre_delete, Student, lambda: set_by(people.colleague, 80.0))
    delete_student(Student.objects.get())
    threads[0].join()
    assert [type(refusal) for refusal in refusals] == [problems.DeletedMeanwhile]
    assert (Student.objects.count(), Target.objects.count()) == (0, 0)
