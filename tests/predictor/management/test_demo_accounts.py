"""Demo accounts and the one file that tells their passwords."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from full_disk import room_for

pytestmark = pytest.mark.usefixtures("math")


def make():
    said = io.StringIO()
    call_command("demo_accounts", stdout=said)
    return said.getvalue()


def test_the_passwords_that_are_printed_open_the_accounts():
    words = dict(line.split() for line in make().splitlines() if line.startswith("  "))
    assert set(words) == {"admin", "teacher-one", "teacher-two"}
    assert all(User.objects.get(username=name).check_password(word) for name, word in words.items())


def test_the_second_time_the_same_passwords_are_printed():
    assert make() == make()


def test_the_passwords_are_for_their_owner_only(tmp_path):
    make()
    assert (tmp_path / "demo-accounts.txt").stat().st_mode & 0o077 == 0


def test_accounts_whose_passwords_cannot_be_written_are_not_made(tmp_path):
    with room_for(10), pytest.raises(OSError, match="File too large"):
        make()
    assert not User.objects.exists()
    assert not list(tmp_path.glob("*demo*"))
