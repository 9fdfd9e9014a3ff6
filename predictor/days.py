"""Days that a school speaks of; one that is further away is a slip, or another system's word for "no end"."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

YEARS = 20
FURTHEST = dt.timedelta(days=YEARS * 365 + YEARS // 4)


def is_near(day: dt.date) -> bool:
    return abs(day - timezone.localdate()) <= FURTHEST


def too_far() -> str:
    return _("This day is more than %(years)s years from today. Correct it.") % {"years": YEARS}


def check_day(day: dt.date) -> None:
    """For the field of a form or of the API."""
    if not is_near(day):
        raise ValidationError(too_far())
