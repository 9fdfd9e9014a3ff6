"""An axis of time: moments as places in percent of the width, with ticks at round days or hours."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from predictor.charts.scale import Scale, Tick, percent
from predictor.days import FURTHEST

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
# Steps of minutes, days and months; the first that gives few enough ticks is taken.
MINUTES, DAYS, MONTHS = (10, 30, 60, 180, 360, 720), (1, 2, 7, 14), (1, 2, 3, 6, 12, 24, 60, 120)
MOST_TICKS = 6
# Room for the labels of the scores on the left, and for half a mark on the right.
LEFT, RIGHT = 0.07, 0.98
NEAR_LEFT, NEAR_RIGHT = 0.1, 0.9


@dataclass(frozen=True)
class TimeScale:
    first: dt.datetime
    last: dt.datetime

    def share(self, moment: dt.datetime) -> float:
        """Of the whole width."""
        inside = Scale(self.first.timestamp(), self.last.timestamp()).share(moment.timestamp())
        return LEFT + inside * (RIGHT - LEFT)

    def x(self, moment: dt.datetime) -> str:
        return percent(self.share(moment))

    def ticks(self) -> tuple[Tick, ...]:
        moments, pattern = self._moments()
        return tuple(self._tick(moment, pattern, at) for at, moment in enumerate(moments))

    def _tick(self, moment: dt.datetime, pattern: str, at: int) -> Tick:
        share = self.share(moment)
        anchor = "start" if share < NEAR_LEFT else "end" if share > NEAR_RIGHT else "middle"
        return Tick(percent(share), date_format(timezone.localtime(moment), pattern), anchor, minor=at % 2 == 1)

    def _moments(self) -> tuple[list[dt.datetime], str]:
        span = self.last - self.first
        for minutes in MINUTES:
            if span <= minutes * MOST_TICKS * MINUTE:
                return list(self._by_minutes(minutes)), pgettext("format of a date", "j M, H:i")
        for days in DAYS:
            if span <= days * MOST_TICKS * DAY:
                return list(self._by_days(days)), pgettext("format of a date", "j M")
        months = next((months for months in MONTHS if span <= months * MOST_TICKS * 31 * DAY), MONTHS[-1])
        return list(self._by_months(months)), pgettext("format of a date", "M Y")

    def _by_minutes(self, minutes: int) -> Iterator[dt.datetime]:
        day = _midnight(timezone.localdate(self.first))
        moment = day + (self.first - day) // (minutes * MINUTE) * minutes * MINUTE
        while moment <= self.last:
            if moment >= self.first:
                yield moment
            moment += minutes * MINUTE

    def _by_days(self, days: int) -> Iterator[dt.datetime]:
        day = timezone.localdate(self.first)
        while (moment := _midnight(day)) <= self.last:
            if moment >= self.first:
                yield moment
            day += days * DAY

    def _by_months(self, months: int) -> Iterator[dt.datetime]:
        day = timezone.localdate(self.first)
        place = (day.year * 12 + day.month - 1) // months * months
        while (moment := _midnight(dt.date(place // 12, place % 12 + 1, 1))) <= self.last:
            if moment >= self.first:
                yield moment
            place += months


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def time_scale(moments: list[dt.datetime]) -> TimeScale:
    """Holds all of them that a school speaks of, others stand at its ends; at least an hour wide, because one moment
    alone has no width."""
    now = timezone.now()
    inside = [min(max(moment, now - FURTHEST), now + FURTHEST) for moment in moments]
    first, last = min(inside), max(inside)
    room = max(HOUR - (last - first), dt.timedelta()) / 2
    return TimeScale(first - room, last + room)
