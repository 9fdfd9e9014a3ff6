"""The made-up school is taken away while somebody adds students of their own."""

from threading import Thread

import pytest
from django.db import OperationalError, connection
from django.db.models.signals import pre_delete

from predictor.demo.people import NUMBERED
from predictor.demo.work import remove_school
from predictor.models import Classroom, Student

pytestmark = pytest.mark.django_db(transaction=True)


def waits(action):
    """Whether it has to wait for us, on a connection of its own."""
    found = []

    def work():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        try:
            action()
        except OperationalError:
            found.append(True)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    thread.join()
    return bool(found)


def test_nobody_is_added_to_a_class_between_the_look_at_it_and_its_end(classroom):
    rooms = [classroom, Classroom.objects.create(name="Other", schema_version=classroom.schema_version)]
    for room in rooms:
        Student.objects.create(classroom=room, name="Made up", reference=f"{NUMBERED}1")
    waited = []

    def add(**signal):
        waited.extend(waits(lambda room=room: Student.objects.create(classroom=room, name="Real")) for room in rooms)
        pre_delete.disconnect(add, sender=Classroom)

    pre_delete.connect(add, sender=Classroom)
    assert len(remove_school()[0]) == 2
    assert waited == [True, True]
