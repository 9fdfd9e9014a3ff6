"""What timers start is done by one process at a time, and the second says who is at it."""

import os
import socket

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from factories import live_task

from mlcore.management import one_at_a_time
from mlcore.management.one_at_a_time import CHORES, LOCK_OF_CHORES, Taken, only_one
from mlcore.models import TrainingRun
from mlcore.versions.retraining import LOCK_OF_TRAININGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def another():
    """A connection as another process has one."""
    other = connection.copy()
    yield other
    other.close()


def held(other, chore, name="anna, process 4711 on web-1"):
    with other.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, false)", [name])
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_OF_CHORES, CHORES[chore]])


@pytest.mark.parametrize(("chore", "arguments"), [("train", ()), ("check_chances", ()), ("prune_models", ())])
def test_the_second_says_who_is_at_it_and_ends_well(another, chore, arguments, capsys):
    held(another, chore)
    call_command(chore, *arguments, scheduled=True)
    told = capsys.readouterr().out
    assert told.startswith(f"{chore} is running already, since 20")
    assert told.endswith(": anna, process 4711 on web-1. Nothing was done.\n")


def test_a_second_backup_is_not_written(another, tmp_path, capsys):
    held(another, "backup")
    call_command("backup", str(tmp_path / "backup.tar.gz"), scheduled=True)
    assert list(tmp_path.glob("*.gz")) == []
    assert "backup is running already" in capsys.readouterr().out


def test_a_second_pruning_by_hand_is_refused(another):
    held(another, "prune_models")
    with pytest.raises(CommandError, match="anna, process 4711 on web-1"):
        call_command("prune_models")


def test_by_hand_nobody_waits_for_what_harms_nobody(another, math, capsys):
    held(another, "check_chances")
    with pytest.raises(CommandError, match="cannot be checked"):
        call_command("check_chances", "math")


def test_a_process_that_died_holds_nothing(another):
    held(another, "prune_models")
    another.close()
    call_command("prune_models", scheduled=True)


def test_whoever_asks_the_server_sees_which_process_is_at_it(another):
    with only_one("prune_models"), another.cursor() as cursor:
        cursor.execute(one_at_a_time.HOLDER, [LOCK_OF_CHORES, CHORES["prune_models"]])
        ((name, since),) = cursor.fetchall()
    assert f"process {os.getpid()} on {socket.gethostname()}".startswith(name.partition(", ")[2])
    assert since.tzinfo


def test_one_chore_is_no_obstacle_to_another_and_both_can_be_done_again(another):
    held(another, "backup")
    for _ in range(2):
        with only_one("prune_models"):
            pass


def test_a_failure_lets_go(another):
    with pytest.raises(ValueError, match="of some kind"), only_one("prune_models"):
        raise ValueError("of some kind")
    held(another, "prune_models")
    with pytest.raises(Taken), only_one("prune_models"):
        pass


def test_a_scheduled_training_of_the_same_rows_does_nothing(capsys):
    task = live_task()
    call_command("train", "math", scheduled=True)
    assert f"math: nothing new since math run {task.runs.get().pk}" in capsys.readouterr().out
    assert task.runs.count() == 1


def test_a_scheduled_training_beside_another_one_says_whose(another, math, capsys):
    TrainingRun.objects.filter(task=math).update(status="running", who="anna")
    with another.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_OF_TRAININGS, math.pk])
    call_command("train", "math", scheduled=True)
    assert "Task math is being trained already by anna since 20" in capsys.readouterr().out


def test_a_scheduled_backup_into_a_pipe_is_refused():
    with pytest.raises(CommandError, match="needs the name of a file"):
        call_command("backup", "-", scheduled=True)
