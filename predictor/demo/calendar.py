"""When things happened in the made-up school: as long ago as they would have on any day of a first look."""

import datetime as dt

from django.utils import timezone

LAST_YEAR = 54
LAST_YEARS_RESULTS = 44
FIRST_DAY = 26
FIRST_ENTRIES = 22
SUPPORT_BEGINS = 21
FIRST_RESULTS = 14
SECOND_ENTRIES = 4
SECOND_SUPPORT = 3


def weeks_ago(weeks: int, minute: int = 0) -> dt.datetime:
    """A Tuesday at ten, and some minutes."""
    today = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
    return today - dt.timedelta(weeks=weeks, days=(today.weekday() - 1) % 7) + dt.timedelta(minutes=minute)


def day(weeks: int) -> dt.date:
    return weeks_ago(weeks).date()
