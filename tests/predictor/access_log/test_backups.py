"""The log is part of a backup, and whole after it was put back."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from predictor.access_log.chain.sealing import seal
from predictor.access_log.chain.verifying import verify
from predictor.models import AccessLine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def restored(people, tmp_path):
    """Three sealed lines and one that waits; what was added after the backup is gone."""
    file = str(tmp_path / "backup.tar.gz")
    facts = {"door": "page", "act": "saw", "what": "student", "students": [7]}
    for _ in range(3):
        AccessLine.objects.create(**facts)
    seal()
    AccessLine.objects.create(**facts)
    call_command("backup", file)
    AccessLine.objects.create(**facts, account_name="later")
    call_command("restore", file, "--replace")


def test_lines_come_back_and_the_restore_adds_its_own(restored):
    lines = list(AccessLine.objects.order_by("id").values_list("act", flat=True))
    assert lines == ["saw", "saw", "saw", "saw", "restored"]
    assert verify().unsealed == 2
    seal()
    assert (verify().broken, verify().lines) == ("", 5)


def test_the_database_still_refuses_afterwards(restored):
    with pytest.raises(DatabaseError, match="are history"):
        AccessLine.objects.filter(place=1).delete()
