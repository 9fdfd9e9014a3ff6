"""Demo accounts and the one file that tells their passwords."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from full_disk import room_for

from predictor.models import Classroom

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


def test_a_deleted_account_never_comes_back(tmp_path):
    make()
    User.objects.filter(username="admin").delete()
    assert "admin" not in make()
    assert set(User.objects.values_list("username", flat=True)) == {"teacher-one", "teacher-two"}


def test_none_comes_back_where_all_are_gone_and_the_file_too(tmp_path):
    make()
    Classroom.objects.all().delete()
    User.objects.all().delete()
    (tmp_path / "demo-accounts.txt").unlink()
    assert "they are made once and not again" in make()
    assert not User.objects.exists()


def test_what_a_release_before_this_one_made_is_known_by_its_file(tmp_path):
    (tmp_path / "demo-accounts.txt").write_text("  admin        word\n")
    make()
    assert not User.objects.exists()


def test_a_password_that_is_no_longer_theirs_is_not_printed():
    make()
    teacher = User.objects.get(username="teacher-one")
    teacher.set_password("another long enough phrase")
    teacher.save()
    User.objects.filter(username="teacher-two").update(is_active=False)
    assert [line.split()[0] for line in make().splitlines() if line.startswith("  ")] == ["admin"]


def test_a_person_who_has_one_of_the_names_keeps_it():
    User.objects.create_user("admin", password="a phrase of their own")
    make()
    assert User.objects.get().check_password("a phrase of their own")


def test_the_passwords_are_for_their_owner_only(tmp_path):
    make()
    assert (tmp_path / "demo-accounts.txt").stat().st_mode & 0o077 == 0


def test_accounts_whose_passwords_cannot_be_written_are_not_made(tmp_path):
    with room_for(10), pytest.raises(OSError, match="File too large"):
        make()
    assert not User.objects.exists()
    assert not list(tmp_path.glob("*demo*"))
