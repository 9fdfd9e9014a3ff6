"""What is due to go, and taking it away; of a kind nothing goes before it was said for some days that it will."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from predictor.models import RetentionNotice
from predictor.retention.kinds import KINDS, Kind


@dataclass(frozen=True)
class Planned:
    """Of a kind that is kept for so many `days`, how many are due and how old the oldest is; nothing of it goes before
    `begins_at`."""

    kind: Kind
    days: int
    due: int
    oldest: datetime | None
    begins_at: datetime

    @property
    def has_begun(self) -> bool:
        return self.begins_at <= timezone.now()


@transaction.atomic
def notices() -> dict[str, RetentionNotice]:
    """By kind. Where it is kept for fewer days than was said, it is said anew."""
    return {kind.name: _notice(kind) for kind in KINDS}


def _notice(kind: Kind) -> RetentionNotice:
    days = settings.KEPT_DAYS[kind.name]
    RetentionNotice.objects.get_or_create(kind=kind.name, defaults={"days": days})
    row = RetentionNotice.objects.select_for_update().get(kind=kind.name)
    if row.days != days:
        row.told_at = timezone.now() if days < row.days else row.told_at
        row.days = days
        row.save(update_fields=["days", "told_at"])
    return row


def planned() -> list[Planned]:
    return [_planned(kind, notice) for kind, notice in _with_notices()]


def _planned(kind: Kind, notice: RetentionNotice) -> Planned:
    rows = kind.due(timezone.now() - timedelta(days=notice.days))
    oldest = rows.order_by().aggregate(oldest=Min(kind.moment))["oldest"]
    return Planned(kind, notice.days, rows.count(), oldest, begins_at(notice))


def begins_at(notice: RetentionNotice) -> datetime:
    return notice.told_at + timedelta(days=settings.RETENTION_NOTICE_DAYS)


def clear_due() -> dict[str, int]:
    """How many went, by kind; nothing of a kind that was not said for long enough."""
    now = timezone.now()
    return {
        kind.name.replace("_", " "): kind.take(kind.due(now - timedelta(days=notice.days)))
        for kind, notice in _with_notices()
        if begins_at(notice) <= now
    }


def is_waiting() -> bool:
    """Whether something is due that goes once it was said for long enough. Mostly one query."""
    long_enough = timezone.now() - timedelta(days=settings.RETENTION_NOTICE_DAYS)
    if RetentionNotice.objects.filter(told_at__lte=long_enough).count() == len(KINDS):
        return False
    return any(one.due and not one.has_begun for one in planned())


def _with_notices() -> Iterator[tuple[Kind, RetentionNotice]]:
    said = notices()
    return ((kind, said[kind.name]) for kind in KINDS)
