"""Where somebody is logged in: the rows of the sessions, each with what its browser called itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from predictor.models import Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BROWSER = "browser"
# What a browser calls itself: of the parts the first that fits, because many call themselves by several names.
BROWSERS = "Edg=Edge,OPR=Opera,Firefox=Firefox,Chrom=Chrome,Safari=Safari"  # not for readers
SYSTEMS = (
    "iPhone=iPhone,iPad=iPad,Android=Android,Windows=Windows,CrOS=ChromeOS,Mac OS=macOS,Linux=Linux"  # not for readers
)


@dataclass(frozen=True)
class Place:
    """A log-in that has not ended; `mark` names it without giving its key away."""

    mark: str
    browser: str
    begun: datetime
    last_used: datetime
    is_this: bool


def note_browser(request: HttpRequest) -> None:
    """Its kind only, not its version: enough to know one's own again."""
    request.session[BROWSER] = _kind(request.headers.get("User-Agent", ""))


def places(user: "User", key: str | None) -> list[Place]:
    """The newest first; `key` is that of the session that asks."""
    return [_place(row, key) for row in _open(user)]


def end(user: "User", mark: str) -> bool:
    """Nothing where it is not theirs or ended already."""
    keys = [row.session_key for row in _open(user) if constant_time_compare(_mark(row), mark)]
    return bool(Session.objects.filter(session_key__in=keys).delete()[0])


def end_others(user: "User", key: str | None) -> int:
    return Session.objects.filter(account=user.pk).exclude(session_key=key).delete()[0]


def _open(user: "User") -> list[Session]:
    now = timezone.now()
    day = now - timedelta(hours=settings.SESSION_HOURS)
    return list(Session.objects.filter(account=user.pk, expire_date__gt=now, begun__gt=day).order_by("-begun"))


def _place(row: Session, key: str | None) -> Place:
    kept = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    browser = str(row.get_decoded().get(BROWSER) or "")
    return Place(_mark(row), browser or _("a browser"), row.begun, row.expire_date - kept, row.session_key == key)


def _mark(row: Session) -> str:
    return salted_hmac("place-of-log-in", row.session_key, algorithm="sha256").hexdigest()[:32]


def _kind(agent: str) -> str:
    return ", ".join(filter(None, (_first(kinds, agent) for kinds in (BROWSERS, SYSTEMS))))


def _first(kinds: str, agent: str) -> str:
    pairs = (kind.split("=") for kind in kinds.split(","))
    return next((name for part, name in pairs if part in agent), "")
