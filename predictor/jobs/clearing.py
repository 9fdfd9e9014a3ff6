"""Jobs that ended are taken away after a time; before that, what they quote of files."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from predictor.access.clearing import Ended
from predictor.jobs.kinds import KINDS
from predictor.models import Job, JobQuerySet, Report

FORGOTTEN = {"kind": "forgotten"}


def clear_ended() -> dict[str, int]:
    """How many, by what they were."""
    return {one.said: one.take(*one.rows) for one in ended()}


def ended() -> list[Ended]:
    return [_jobs(), _reports(), _reasons()]


def _jobs() -> Ended:
    days, about = settings.JOB_DAYS, _("Jobs that ended")
    return Ended(what="jobs_that_ended_long_ago", about=about, rows=(_before(days),), days=days, setting="JOB_DAYS")


def _reports() -> Ended:
    days = settings.REPORT_DAYS
    rows = Report.objects.filter(job__in=_before(days).values("pk"))
    return Ended(what="reports", about=_("Reports"), rows=(rows,), days=days, setting="REPORT_DAYS")


def _reasons() -> Ended:
    """Of a kind that only another release knows nobody can tell whether it quotes."""
    days, harmless = settings.JOB_REASON_DAYS, [name for name, kind in KINDS.items() if not kind.quotes]
    return Ended(
        what="reasons_of_jobs_that_may_quote_a_file",
        about=_("Why a file was refused"),
        rows=(_before(days).filter(error__kind="refused").exclude(kind__in=harmless),),
        days=days,
        setting="JOB_REASON_DAYS",
        take=lambda rows: rows.update(error=FORGOTTEN),
    )


def _before(days: int) -> JobQuerySet:
    return Job.objects.ended_before(timezone.now() - timedelta(days=days))
