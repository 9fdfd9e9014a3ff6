"""Dates that spreadsheet programs make out of what was no date, such as 3/4 or 1-2."""

import re

from mlcore.pipeline.messages import N_, Message, message

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED = "|".join(MONTHS)
DATE = re.compile(r"\d{4}-(?P<month>\d\d)-(?P<day>\d\d)( 00:00:00)?", re.ASCII)
SHORT = (
    re.compile(rf"(?P<day>\d{{1,2}})[-. ]+(?P<name>{NAMED})[a-z]{{0,6}}\.?", re.IGNORECASE | re.ASCII),
    re.compile(rf"(?P<name>{NAMED})[a-z]{{0,6}}[-. ]+(?P<day>\d{{1,2}})", re.IGNORECASE | re.ASCII),
)


def made_of(value: str) -> Message | str:
    """'; a spreadsheet program may have made a date out of "3/4" or "4/3"'; empty for what looks like no such date."""
    if not (told := _day_and_month(value)):
        return ""
    day, month = told
    if day == month:
        one = N_('; a spreadsheet program may have made a date out of "%(day)s/%(month)s": write it as text')
        return message(one, day=day, month=month)
    either = N_(
        '; a spreadsheet program may have made a date out of "%(day)s/%(month)s" or "%(month)s/%(day)s": '
        "write it as text"
    )
    return message(either, day=day, month=month)


def _day_and_month(value: str) -> tuple[int, int] | None:
    if date := DATE.fullmatch(value):
        return int(date["day"]), int(date["month"])
    for short in SHORT:
        if found := short.fullmatch(value):
            return int(found["day"]), MONTHS.index(found["name"].lower()) + 1
    return None
