"""Two who are forgotten at once, and results that are stored while somebody is forgotten."""

from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction
from searched import where

from mlcore.datasets import storing
from mlcore.models import Dataset
from predictor.models import Outcome, RecordedRow, Student
from predictor.training import recorded

pytestmark = pytest.mark.django_db(transaction=True)
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def on_its_own_connection(action):
    """Given up where it would have to wait for long."""

    def work():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        try:
            action()
        finally:
            connection.close()

    return Thread(target=work)


def started(thread):
    """As far as it comes without us."""
    thread.start()
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute(WAITS)
            if cursor.fetchone()[0]:
                return
        thread.join(0.05)


def before(text, action):
    """Once, before the first statement that holds the text."""
    left = [action]

    def wrapper(execute, sql, *given):
        if left and text in sql:
            left.pop()()
        return execute(sql, *given)

    return connection.execute_wrapper(wrapper)


def test_of_two_who_are_forgotten_at_once_the_rows_of_both_go_and_no_others(math, school, marked, forget):
    dataset = recorded.store(math)
    last = Student.objects.get(reference="S59")
    other = on_its_own_connection(lambda: forget(last))
    with transaction.atomic():
        forget(marked)
        started(other)
    other.join()
    left = Outcome.objects.order_by("day", "id").values_list("value", flat=True)
    found = storing.frame_of(Dataset.objects.get(pk=dataset.pk))["math_score"].tolist()
    assert (len(found), found) == (59, list(left))


def test_results_that_are_stored_while_somebody_is_forgotten_hold_none_of_theirs(math, marked, forget):
    def store():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        with pytest.raises(OperationalError):
            recorded.store(math)

    def meanwhile():
        thread = on_its_own_connection(store)
        thread.start()
        thread.join()

    with before("predictor_importfile", meanwhile):
        forget(marked)
    assert where((), (61.28125, 62.28125)) == set()


def test_results_that_are_stored_while_somebody_is_forgotten_wait_and_are_those_of_others(math, school, marked, forget):
    found = []
    storing_them = on_its_own_connection(lambda: found.append(recorded.store(math)))
    with transaction.atomic():
        forget(marked)
        started(storing_them)
    storing_them.join()
    assert found[0].rows == 60
    assert not RecordedRow.objects.filter(student=marked.pk).exists()
