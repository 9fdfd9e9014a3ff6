"""Two people change a target at once."""

from threading import Thread

import pytest
from django.db import connection
from django.db.models.signals import pre_save

from predictor import problems
from predictor.models import Target
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
        except problems.TargetStays as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    return thread


def test_the_second_waits_for_the_first_and_is_told(people, set_by):
    """Both saw that there was none; the second begins while the first is about to store."""
    threads, refusals = [], []

    def meanwhile(**about):
        pre_save.disconnect(meanwhile, sender=Target)
        threads.append(on_a_connection_of_its_own(lambda: set_by(people.colleague, 80.0), refusals))

    pre_save.connect(meanwhile, sender=Target)
    set_by(people.owner, 70.0)
    threads[0].join()
    assert [type(refusal) for refusal in refusals] == [problems.TargetChanged]
    assert [row.score for row in Target.objects.all()] == [70.0]
