"""Taking the oldest lines away so that the rest can still be checked: an anchor keeps the hash where it begins."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import Min

from predictor.access_log.chain.sealing import LOCK, seal
from predictor.models import AccessLine, AccessSeal


def cut(before: dt.datetime, *, who: str = "") -> int:
    """Sealed lines of before that moment, up to the first newer one; how many. The log keeps that it was cut."""
    seal()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        anchor = _anchor(before)
        if anchor is None:
            return 0
        place, chained = anchor
        AccessSeal.objects.create(place=place, hash=chained, cuts=True)
        count, _ = AccessLine.objects.filter(place__lte=place).delete()
        AccessSeal.objects.filter(place__lt=place).delete()
        AccessLine.objects.create(
            account_name=who, door=AccessLine.Door.COMMAND, act=AccessLine.Act.CUT, what="cut", thing=count, students=[]
        )
    return count


def doomed(before: dt.datetime) -> int:
    """How many `cut` would take, for a dry run."""
    anchor = _anchor(before)
    return AccessLine.objects.filter(place__lte=anchor[0]).count() if anchor else 0


def _anchor(before: dt.datetime) -> tuple[int, bytes] | None:
    """Place and hash of the last line that goes."""
    sealed = AccessLine.objects.exclude(place=None)
    first = sealed.filter(at__gte=before).aggregate(first=Min("place"))["first"]
    older = sealed if first is None else sealed.filter(place__lt=first)
    return older.order_by("-place").values_list("place", "hash").first()  # type: ignore[return-value]  # it is sealed
