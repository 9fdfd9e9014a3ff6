"""What ended is taken away: sessions, tokens, counted failures, files; and how many files of one person may wait."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session as SessionOfOlderRelease
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from predictor.api.authentication import tokens
from predictor.models import (
    DescribedFile,
    GroupDraw,
    Import,
    ImportFile,
    Invitation,
    KeptCall,
    PredictedFile,
    Roster,
    RosterFile,
    Session,
    Tried,
)
from predictor.models.describing import KEPT_FOR
from studentperf.basics.big_tables.counted import MOST_COUNTED, Counted, counted

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django_stubs_ext import StrOrPromise

# For classes, about schools and to be described together: each is kept as a whole.
MOST_WAITING = 50


def _delete(*rows: "QuerySet[Any]") -> int:
    """Of what goes along with them only they are counted."""
    return sum(found.delete()[1].get(found.model._meta.label, 0) for found in rows)


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What goes at the next clearing: `rows`, by `take`. `setting` is the variable of the environment that says after
    how many `days`; without days it goes once it ended."""

    what: str
    about: "StrOrPromise"
    rows: tuple["QuerySet[Any]", ...]
    days: int | None = None
    setting: str = ""
    take: Callable[..., int] = _delete

    @property
    def said(self) -> str:
        """For commands, which speak English."""
        return self.what.replace("_", " ")

    def due(self, most: int | None = MOST_COUNTED) -> Counted:
        return counted(self.rows, most)


def kept(name: str) -> timedelta:
    return timedelta(days=settings.CLEARED_DAYS[name])


def clear_expired() -> dict[str, int]:
    """How many rows went, by what they were."""
    return {one.said: one.take(*one.rows) for one in ended()}


def ended() -> list[Ended]:
    return [*_over(), *_log_ins(), *_files(), *_described(), *_places()]


def _over() -> list[Ended]:
    now = timezone.now()
    over = Q(expire_date__lte=now) | Q(begun__lte=now - timedelta(hours=settings.SESSION_HOURS))
    of_older = SessionOfOlderRelease.objects.filter(expire_date__lte=now)
    failed = AccessAttempt.objects.filter(attempt_time__lte=now - timedelta(hours=settings.AXES_COOLOFF_TIME))
    return [
        Ended(what="sessions", about=_("Log-ins that are over"), rows=(Session.objects.filter(over),)),
        Ended(what="sessions_of_an_older_release", about=_("Log-ins of an older release"), rows=(of_older,)),
        Ended(what="tokens", about=_("Tokens of programs that ended"), rows=(tokens.expired(),)),
        Ended(what="counted_failures", about=_("Log-ins that failed and are still counted"), rows=(failed,)),
        Ended(
            what="kept_answers",
            about=_("Answers for programs that ask again"),
            rows=(KeptCall.objects.over(),),
        ),
        Ended(what="counted_tries", about=_("What was tried too often"), rows=(Tried.objects.over(),)),
    ]


def _log_ins() -> list[Ended]:
    told, days = timezone.now() - kept("log_ins"), kept("log_ins").days
    return [
        Ended(
            what="log-ins_of_long_ago",
            about=_("Who logged in, and from where"),
            rows=(AccessLog.objects.filter(attempt_time__lte=told),),
            days=days,
            setting="LOG_IN_DAYS",
        ),
        Ended(
            what="invitations_of_long_ago",
            about=_("Invitations that ended"),
            rows=(Invitation.objects.filter(ends__lte=told),),
            days=days,
            setting="LOG_IN_DAYS",
        ),
    ]


def _files() -> list[Ended]:
    """They hold more about people than is stored of them."""
    now = timezone.now()
    drafts, refused = kept("drafts"), kept("refused_rows")
    begun, stored = {"made_at__lte": now - drafts}, {"about__stored_at__lte": now - refused}
    for_classes = ImportFile.objects.filter(about__in=Import.objects.drafts().filter(**begun))
    of_schools = RosterFile.objects.filter(about__in=Roster.objects.drafts().filter(**begun))
    bad_rows = (ImportFile.objects.filter(**stored), RosterFile.objects.filter(**stored))
    return [
        Ended(
            what="files_that_nobody_confirmed",
            about=_("Files that nobody confirmed"),
            rows=(for_classes, of_schools),
            days=drafts.days,
            setting="DRAFT_DAYS",
        ),
        Ended(
            what="files_of_refused_rows",
            about=_("Rows of files that were refused"),
            rows=bad_rows,
            days=refused.days,
            setting="REFUSED_ROW_DAYS",
        ),
        Ended(
            what="files_that_were_predicted",
            about=_("Files that were predicted"),
            rows=(PredictedFile.objects.expired(now),),
            days=kept("predicted_files").days,
            setting="PREDICTED_FILE_DAYS",
        ),
    ]


def _described() -> list[Ended]:
    """Also that a file was there: so long somebody who comes back is told that it was cleared."""
    now, told = timezone.now(), kept("cleared_files")
    records = (
        Import.objects.drafts().filter(made_at__lte=now - told, file=None),
        Roster.objects.drafts().filter(made_at__lte=now - told, file=None),
        DescribedFile.objects.filter(made_at__lte=now - told, dataset=None),
    )
    return [
        Ended(
            what="files_that_were_described_and_not_imported",
            about=_("Files that were described and not imported"),
            rows=(DescribedFile.objects.expired(now),),
            days=KEPT_FOR.days,
            take=lambda rows: rows.forget(),
        ),
        Ended(
            what="records_of_files_that_were_cleared",
            about=_("That such a file was there"),
            rows=records,
            days=told.days,
            setting="CLEARED_FILE_DAYS",
        ),
    ]


def _places() -> list[Ended]:
    over = GroupDraw.objects.expired(timezone.localdate())
    about = _("Lists of places whose term ended")
    return [Ended(what="lists_of_places_whose_term_ended", about=about, rows=(over,))]


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
