"""Taking the oldest lines away so that the rest can still be checked: an anchor keeps the hash where it begins."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import Min, QuerySet

from predictor.access_log.chain.sealing import LOCK, seal
from predictor.models import AccessLine, AccessSeal

# Lines have their time from the database, seals from whoever seals.
CLOCKS_DIFFER = dt.timedelta(days=1)


def cut(before: dt.datetime, *, who: str = "") -> int:
    """Sealed lines of before that moment, up to the first newer one; how many. The log keeps that it was cut."""
    seal()
    return take(older(before), who=who)


def older(before: dt.datetime) -> QuerySet[AccessLine]:
    """What `cut` would take."""
    sealed = AccessLine.objects.exclude(place=None)
    first = sealed.filter(at__gte=before, place__gt=_surely_older(before)).aggregate(first=Min("place"))["first"]
    return sealed if first is None else sealed.filter(place__lt=first)


def _surely_older(before: dt.datetime) -> int:
    """Up to that place every line was sealed before, so that nobody looks at each of them."""
    seals = AccessSeal.objects.filter(at__lt=before - CLOCKS_DIFFER)
    place: int | None = seals.order_by("-place").values_list("place", flat=True).first()
    return place or 0


def take(lines: QuerySet[AccessLine], *, who: str = "") -> int:
    """Sealed lines from the beginning of the chain on."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = lines.order_by("-place").first()
        if last is None or last.place is None:
            return 0
        place = last.place
        AccessSeal.objects.create(place=place, hash=last.hash, cuts=True)
        count, _ = AccessLine.objects.filter(place__lte=place).delete()
        AccessSeal.objects.filter(place__lt=place).delete()
        AccessLine.objects.create(
            account_name=who, door=AccessLine.Door.COMMAND, act=AccessLine.Act.CUT, what="cut", thing=count, students=[]
        )
    return count
