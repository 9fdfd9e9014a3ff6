"""Jobs that ended are taken away after a time; before that, what they quote of files."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from predictor.jobs.kinds import KINDS
from predictor.models import Job, Report

FORGOTTEN = {"kind": "forgotten"}


def clear_ended() -> dict[str, int]:
    """How many, by what they were."""
    now = timezone.now()
    ended = Job.objects.ended_before(now - timedelta(days=settings.JOB_DAYS))
    gone = ended.delete()[1].get(Job._meta.label, 0)
    return {
        "jobs that ended long ago": gone,
        "reports": _reports(timedelta(days=settings.REPORT_DAYS)),
        "reasons of jobs that may quote a file": _forget(timedelta(days=settings.JOB_REASON_DAYS)),
    }


def _reports(kept: timedelta) -> int:
    old = Job.objects.ended_before(timezone.now() - kept)
    return Report.objects.filter(job__in=old.values("pk")).delete()[0]


def _forget(kept: timedelta) -> int:
    """Of a kind that only another release knows nobody can tell whether it quotes."""
    harmless = [name for name, kind in KINDS.items() if not kind.quotes]
    refused = Job.objects.ended_before(timezone.now() - kept).filter(error__kind="refused")
    return refused.exclude(kind__in=harmless).update(error=FORGOTTEN)
