"""`manage.py policy`: what is in force, and picking another one."""

import pytest
from django.core.management import CommandError, call_command
from factories import live_task

from mlcore.models import PickedPolicy

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    return live_task()


def test_it_says_that_none_was_picked(task, capsys):
    call_command("policy", "math")
    assert "No policy was picked for this question: every field is used." in capsys.readouterr().out


def test_a_policy_is_picked_with_a_reason_and_a_training_named(task, capsys):
    call_command("policy", "math", leave_out=["lunch"], why="Not ours to know.")
    row, printed = PickedPolicy.objects.get(), capsys.readouterr().out
    assert (row.left_out, row.reason) == (["lunch"], "Not ours to know.")
    assert row.who
    assert "manage.py train math" in printed


def test_every_field_can_be_used_again(task):
    call_command("policy", "math", leave_out=["lunch"], why="Not ours to know.")
    call_command("policy", "math", use_all=True, why="It was asked for.")
    assert PickedPolicy.objects.first().left_out == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"leave_out": ["lunch"]}, "--why"),
        ({"leave_out": ["shoe_size"], "why": "Why not."}, "'shoe_size' is no input"),
        ({"leave_out": ["lunch"], "use_all": True, "why": "Both."}, "either"),
    ],
)
def test_what_cannot_be_is_refused_with_the_remedy(options, said, task):
    with pytest.raises(CommandError, match=said):
        call_command("policy", "math", **options)
    assert not PickedPolicy.objects.exists()
