"""What is left of jobs that ended, and for how long."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from mlcore.management.one_at_a_time import CHORES, LOCK_OF_CHORES
from predictor.jobs import words
from predictor.jobs.clearing import clear_ended
from predictor.models import Job

pytestmark = pytest.mark.django_db
REFUSED = {"kind": "refused", "said": "Row 3: 'Ida' is no mark."}


def ended(days, kind="import", state="failed", error=REFUSED):
    """So many days ago."""
    return Job.objects.create(kind=kind, state=state, error=error, ended_at=timezone.now() - timedelta(days=days))


def test_jobs_go_when_they_ended_long_ago_and_those_that_wait_stay(settings):
    settings.JOB_DAYS = 60
    kept = [ended(59), Job.objects.create(kind="train", asked_at=timezone.now() - timedelta(days=400))]
    for state in ("done", "failed", "cancelled"):
        ended(60, state=state)
    assert clear_ended()["jobs that ended long ago"] == 3
    assert set(Job.objects.all()) == set(kept)


def test_what_quotes_a_file_goes_earlier_and_a_second_time_finds_nothing(settings):
    settings.JOB_REASON_DAYS = 20
    old, young = ended(20), ended(19)
    assert [clear_ended()["reasons of jobs that may quote a file"] for _ in range(2)] == [1, 0]
    assert [Job.objects.get(pk=job.pk).error for job in (old, young)] == [{"kind": "forgotten"}, REFUSED]
    assert words.failure({"kind": "forgotten"}) == "It was refused; why is not kept for so long."


def test_of_a_kind_that_is_not_known_here_nobody_can_tell_whether_it_quotes():
    job, training = ended(31, kind="of tomorrow"), ended(31, kind="train")
    broken = ended(31, error={"kind": "broken", "type": "ValueError", "said": ""})
    clear_ended()
    assert Job.objects.get(pk=job.pk).error == {"kind": "forgotten"}
    assert [Job.objects.get(pk=one.pk).error["kind"] for one in (training, broken)] == ["refused", "broken"]


def test_the_command_clears_them_and_a_second_one_names_the_first(capsys):
    ended(91)
    call_command("clear_expired")
    assert "Cleared: 1 jobs that ended long ago." in capsys.readouterr().out
    another = connection.copy()
    with another.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_OF_CHORES, CHORES["clear_expired"]])
    with pytest.raises(CommandError, match="clear_expired is running already"):
        call_command("clear_expired")
    call_command("clear_expired", scheduled=True)
    another.close()
