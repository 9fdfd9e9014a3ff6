"""Two confirm at once, somebody writes meanwhile, or the process is killed: everything or nothing, once."""

import os
import signal
import subprocess
import sys
from threading import Thread

import pytest
from django.db import connection
from django.db.models.signals import pre_delete, pre_save

from predictor import problems
from predictor.classes.work import delete_class, save_student
from predictor.imports.drafts import Draft
from predictor.imports.undo import undo
from predictor.imports.work import confirm
from predictor.models import Classroom, Import, ImportedChange, Student

pytestmark = pytest.mark.django_db(transaction=True)
FILE = ("Number,Name,Reading", "1,Zoë,81", "2,Ida,80")


def apart(action, refusals):
    """On a connection of its own."""

    def work():
        try:
            action()
        except (problems.ImportRefused, problems.DeletedMeanwhile) as refusal:
            refusals.append(type(refusal))
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    return thread


@pytest.fixture
def once():
    """Does something on another connection at the first signal of a model; gives the threads and refusals."""

    def once(signal, model, action):
        threads, refusals = [], []

        def act(**about):
            signal.disconnect(act, sender=model)
            threads.append(apart(action, refusals))

        signal.connect(act, sender=model, weak=False)
        return threads, refusals

    return once


def test_of_two_who_confirm_at_once_one_stores(draft, people):
    made = draft(*FILE)
    seen, refusals = made.plan().hash, []
    again = Draft.of(Import.objects.select_related("classroom__schema_version").get(pk=made.row.pk))
    threads = [apart(lambda one=one: confirm(one, people.owner, seen), refusals) for one in (made, again)]
    for thread in threads:
        thread.join()
    assert refusals == [problems.ImportDone]
    assert (Student.objects.count(), ImportedChange.objects.count()) == (2, 2)


def test_of_two_who_undo_at_once_one_does(stored, people):
    row, refusals = stored(*FILE), []
    for thread in [apart(lambda: undo(row, people.owner), refusals) for _ in range(2)]:
        thread.join()
    assert refusals == [problems.ImportDone]
    assert not Student.objects.exists()


def test_who_adds_a_student_meanwhile_waits_and_is_told(draft, people, classroom, once):
    made = draft(*FILE)
    newcomer = Student(classroom=classroom)
    threads, _ = once(pre_save, Import, lambda: pytest.raises(
        problems.ReferenceTaken, save_student, newcomer, name="Other", reference="1"
    ))  # fmt: skip
    confirm(made, people.owner, made.plan().hash)
    threads[0].join()
    assert sorted(Student.objects.values_list("name", flat=True)) == ["Ida", "Zoë"]


def test_a_class_that_is_deleted_meanwhile_takes_nothing_in(draft, people, classroom, once):
    made = draft(*FILE)
    seen = made.plan().hash
    threads, refusals = once(pre_delete, Classroom, lambda: confirm(made, people.owner, seen))
    delete_class(Classroom.objects.get())
    threads[0].join()
    assert refusals == [problems.DeletedMeanwhile]
    assert not Student.objects.exists()


KILLED = """
import os, signal, django
django.setup()
from django.db.models.signals import pre_save
from django.db import connection
from predictor.imports.drafts import Draft
from predictor.imports.work import confirm
from predictor.models import Import, ImportedChange, Student
connection.settings_dict["NAME"] = os.environ["TEST_DATABASE"]

def die(**about):
    assert Student.objects.count() == 2 and ImportedChange.objects.count() == 2
    print("all written", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

pre_save.connect(die, sender=Import)
draft = Draft.of(Import.objects.get())
confirm(draft, draft.row.made_by, draft.plan().hash)
"""


def test_an_import_that_is_killed_leaves_nothing(draft):
    draft(*FILE)
    where = os.environ | {"TEST_DATABASE": connection.settings_dict["NAME"], "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run([sys.executable, "-c", KILLED], env=where, capture_output=True, text=True, check=False)
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "all written\n"), killed.stderr
    assert (Student.objects.count(), ImportedChange.objects.count()) == (0, 0)
    assert Import.objects.get().state == "draft"
