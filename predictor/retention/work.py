"""What is due to go, and taking it away; of a kind nothing goes before it was said for some days that it will."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from predictor.models import RetentionNotice
from predictor.retention.due import Due, counted
from predictor.retention.kinds import KINDS, Kind
from studentperf.basics.big_tables.counted import MOST_COUNTED, Counted


@dataclass(frozen=True)
class Planned:
    """Of a kind that is kept for so many `days`, how many are due and how old the oldest is; nothing of it goes before
    `begins_at`."""

    kind: Kind
    days: int
    counted: Counted
    oldest: datetime | None
    begins_at: datetime

    @property
    def due(self) -> int:
        return self.counted.number

    @property
    def has_begun(self) -> bool:
        return self.begins_at <= timezone.now()


def notices() -> dict[str, RetentionNotice]:
    """By kind. Where it is kept for fewer days than was said, it is said anew."""
    told = {row.kind: row for row in RetentionNotice.objects.all()}
    if all(kind.name in told and told[kind.name].days == _days(kind) for kind in KINDS):
        return told
    with transaction.atomic():
        return {kind.name: _notice(kind) for kind in KINDS}


def _notice(kind: Kind) -> RetentionNotice:
    days = _days(kind)
    RetentionNotice.objects.get_or_create(kind=kind.name, defaults={"days": days})
    row = RetentionNotice.objects.select_for_update().get(kind=kind.name)
    if row.days != days:
        row.told_at = timezone.now() if days < row.days else row.told_at
        row.days = days
        row.save(update_fields=["days", "told_at"])
    return row


def _days(kind: Kind) -> int:
    return settings.KEPT_DAYS[kind.name]


def planned(most: int | None = MOST_COUNTED) -> list[Planned]:
    """Counted up to `most` of each kind; all of them where it is None, which takes its time."""
    return [_planned(kind, notice, most) for kind, notice in _with_notices()]


def _planned(kind: Kind, notice: RetentionNotice, most: int | None) -> Planned:
    due = _due(kind, notice)
    return Planned(kind, notice.days, counted(due, most), due.oldest(), begins_at(notice))


def _due(kind: Kind, notice: RetentionNotice) -> Due:
    return kind.due(timezone.now() - timedelta(days=notice.days))


def begins_at(notice: RetentionNotice) -> datetime:
    return notice.told_at + timedelta(days=settings.RETENTION_NOTICE_DAYS)


def clear_due() -> dict[str, int]:
    """How many went, by kind; nothing of a kind that was not said for long enough."""
    now = timezone.now()
    return {
        kind.name.replace("_", " "): kind.take(_due(kind, notice))
        for kind, notice in _with_notices()
        if begins_at(notice) <= now
    }


def is_waiting() -> bool:
    """Whether something is due that goes once it was said for long enough. Mostly one query."""
    long_enough = timezone.now() - timedelta(days=settings.RETENTION_NOTICE_DAYS)
    if RetentionNotice.objects.filter(told_at__lte=long_enough).count() == len(KINDS):
        return False
    now = timezone.now()
    return any(begins_at(notice) > now and _due(kind, notice).count(1) for kind, notice in _with_notices())


def _with_notices() -> Iterator[tuple[Kind, RetentionNotice]]:
    said = notices()
    return ((kind, said[kind.name]) for kind in KINDS)
