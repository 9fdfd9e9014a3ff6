"""Days, moments and counts of students as documents say them."""

from datetime import datetime

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.words.numbers import count

# Beyond it only that there are more is said: nobody waits for an exact number.
MOST_COUNTED = 100_000


def days(number: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", number) % {"count": count(number)}


def moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")


def yes(is_so: bool) -> str:
    return _("yes") if is_so else _("no")


def how_many(rows: QuerySet[Model]) -> str:
    found = rows.order_by()[: MOST_COUNTED + 1].count()
    return _("more than %(count)s") % {"count": count(MOST_COUNTED)} if found > MOST_COUNTED else count(found)


def how_many_students(rows: QuerySet[Model]) -> str:
    """A few could be told apart."""
    found = rows.order_by()[:SMALLEST_GROUP].count()
    if 0 < found < SMALLEST_GROUP:
        return _("fewer than %(count)s") % {"count": SMALLEST_GROUP}
    return how_many(rows)
