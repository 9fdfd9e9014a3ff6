"""What ended is taken away: sessions, tokens, counted failures, files; and how many files of one person may wait."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session as SessionOfOlderRelease
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from predictor.api import tokens
from predictor.models import (
    DescribedFile,
    GroupDraw,
    Import,
    ImportFile,
    Invitation,
    PredictedFile,
    Roster,
    RosterFile,
    Session,
    Tried,
)
from predictor.models.describing import KEPT_FOR

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LOG_INS_KEPT = timedelta(days=90)
# Files hold more about people than is stored of them.
DRAFTS_KEPT = timedelta(days=7)
# So long somebody who comes back is told that a file was cleared, and how to begin again.
CLEARED_TOLD = timedelta(days=60)
REJECTED_ROWS_KEPT = timedelta(days=30)
# For classes, about schools and to be described together: each is kept as a whole.
MOST_WAITING = 50


def clear_expired() -> dict[str, int]:
    """How many rows went, by what they were."""
    now = timezone.now()
    day_over = Q(begun__lte=now - timedelta(hours=settings.SESSION_HOURS))
    gone = {
        "sessions": Session.objects.filter(Q(expire_date__lte=now) | day_over),
        "sessions of an older release": SessionOfOlderRelease.objects.filter(expire_date__lte=now),
        "tokens": tokens.expired(),
        "counted failures": AccessAttempt.objects.filter(
            attempt_time__lte=now - timedelta(hours=settings.AXES_COOLOFF_TIME)
        ),
        "log-ins of long ago": AccessLog.objects.filter(attempt_time__lte=now - LOG_INS_KEPT),
        "counted tries": Tried.objects.over(),
        "invitations of long ago": Invitation.objects.filter(ends__lte=now - LOG_INS_KEPT),
        "imports that nobody confirmed": ImportFile.objects.filter(
            about__in=Import.objects.drafts().filter(made_at__lte=now - DRAFTS_KEPT)
        ),
        "files of schools that nobody confirmed": RosterFile.objects.filter(
            about__in=Roster.objects.drafts().filter(made_at__lte=now - DRAFTS_KEPT)
        ),
        "files of rejected rows": ImportFile.objects.filter(about__stored_at__lte=now - REJECTED_ROWS_KEPT),
        "files that were predicted": PredictedFile.objects.expired(now),
        "lists of places whose term ended": GroupDraw.objects.expired(timezone.localdate()),
        "files of refused rows of schools": RosterFile.objects.filter(about__stored_at__lte=now - REJECTED_ROWS_KEPT),
    }
    counts = {what: _delete(rows) for what, rows in gone.items()}
    return counts | {
        "files that were described and not imported": DescribedFile.objects.expired(now).forget(),
        "records of files that were cleared": _delete_records(now - CLEARED_TOLD),
    }


def _delete_records(before: datetime) -> int:
    """Of files that went long ago, whose addresses nobody opens any more."""
    records: tuple[QuerySet[Any], ...] = (
        Import.objects.drafts().filter(made_at__lte=before, file=None),
        Roster.objects.drafts().filter(made_at__lte=before, file=None),
        DescribedFile.objects.filter(made_at__lte=before, dataset=None),
    )
    return sum(map(_delete, records))


def _delete(rows: "QuerySet[Any]") -> int:
    """Of what goes along with them only they are counted."""
    return rows.delete()[1].get(rows.model._meta.label, 0)


def waiting(user: "User") -> dict[str, int]:
    """How many there are, by what they are; those whose file is gone already take no place."""
    begun = DescribedFile.objects.filter(made_by=user, dataset=None, content__isnull=False)
    return {
        _("for classes"): Import.objects.drafts().filter(made_by=user, file__isnull=False).count(),
        _("about schools"): Roster.objects.drafts().filter(made_by=user, file__isnull=False).count(),
        _("to be predicted"): PredictedFile.objects.filter(made_by=user, content__isnull=False).count(),
        _("to be described"): begun.filter(made_at__gt=timezone.now() - KEPT_FOR).count(),
    }


def too_many(user: "User") -> str:
    """Why another file is not taken; empty where it is."""
    found = waiting(user)
    if sum(found.values()) < MOST_WAITING:
        return ""
    told = ", ".join(f"{count} {what}" for what, count in found.items() if count)
    refusal = _("You have %(count)s files that wait to be stored (%(files)s). Store some, or throw them away.")
    return refusal % {"count": MOST_WAITING, "files": told}
