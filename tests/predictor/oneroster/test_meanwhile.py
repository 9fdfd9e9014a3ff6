"""Two confirm at once, somebody writes meanwhile, or the process is killed: everything or nothing, once."""

import os
import signal
import subprocess
import sys
from threading import Thread

import pytest
from django.db import connection

from predictor import problems
from predictor.models import Classroom, ImportedChange, Roster, RosterStudent, Student
from predictor.oneroster.drafts import Draft
from predictor.oneroster.undo import undo
from predictor.oneroster.work import confirm

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions):
    """Each on a connection of its own; the refusals."""
    refusals = []

    def work(action):
        try:
            action()
        except problems.ImportRefused as refusal:
            refusals.append(type(refusal))
        finally:
            connection.close()

    threads = [Thread(target=work, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def test_of_two_who_confirm_one_file_at_once_one_stores(draft, school, people):
    made = draft(school())
    again, seen = Draft.of(Roster.objects.get()), made.plan().hash
    refusals = at_once(*(lambda one=one: confirm(one, people.admin, seen) for one in (made, again)))
    assert refusals == [problems.ImportDone]
    assert (Student.objects.count(), Classroom.objects.count()) == (4, 2)


def test_of_two_files_with_one_new_class_at_once_one_is_stored(draft, school, people):
    several = [draft(school()) for _ in range(2)]
    hashes = [one.plan().hash for one in several]
    pairs = zip(several, hashes, strict=True)
    refusals = at_once(*(lambda one=one, seen=seen: confirm(one, people.admin, seen) for one, seen in pairs))
    assert refusals == [problems.PlanChanged]
    assert (Student.objects.count(), Classroom.objects.count()) == (4, 2)


def test_of_two_who_undo_at_once_one_does(stored, school, people):
    row = stored(school())
    assert at_once(*[lambda: undo(row, people.admin)] * 2) == [problems.ImportDone]
    assert not Classroom.objects.exists()


def test_a_student_who_was_changed_since_the_look_is_looked_at_again(stored, draft, school, people):
    stored(school())
    made = draft(school(students={"s1": ("Ann", "Adler", "0071"), "s2": ("Ben", "B", "0072"), "s3": ("Cy", "C", "")}))
    seen = made.plan().hash
    Student.objects.filter(reference="0071").update(name="Ann Other")
    with pytest.raises(problems.PlanChanged):
        confirm(made, people.admin, seen)
    assert Student.objects.filter(name="Ann Other").exists()


def test_a_class_that_was_deleted_since_it_was_chosen_is_chosen_again(stored, draft, school, people):
    stored(school())
    made = draft(school())
    Classroom.objects.get(name="Maths 7A").delete()
    made.forget()
    with pytest.raises(problems.ImportRefused, match="Choose the classes again"):
        made.plan()


KILLED = """
import os, signal, django
django.setup()
from django.db import connection
from django.db.models.signals import pre_save
from predictor.models import ImportedChange, Roster, Student
from predictor.oneroster.drafts import Draft
from predictor.oneroster.work import confirm
connection.settings_dict["NAME"] = os.environ["TEST_DATABASE"]

def die(instance, **about):
    if instance.made:
        assert Student.objects.count() == 4 and ImportedChange.objects.count() == 4
        print("all written", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

pre_save.connect(die, sender=Roster)
draft = Draft.of(Roster.objects.get())
confirm(draft, draft.row.made_by, draft.plan().hash)
"""


def test_a_file_that_is_killed_while_it_is_stored_leaves_nothing(draft, school):
    draft(school())
    where = os.environ | {"TEST_DATABASE": connection.settings_dict["NAME"], "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run([sys.executable, "-c", KILLED], env=where, capture_output=True, text=True, check=False)
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "all written\n"), killed.stderr
    assert not any(table.objects.exists() for table in (Student, Classroom, ImportedChange, RosterStudent))
    assert Roster.objects.get().state == "draft"
