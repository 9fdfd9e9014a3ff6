"""The events of a student, newest first, from where a list ended: support, entries, predictions, results."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from predictor.models import Outcome, Prediction, Student, Submission, Support

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PIECE = 500
# Of a number of a row: more are none that the database can hold.
MOST_DIGITS = 18


class Kind(StrEnum):
    """At one moment in this order, the first one last."""

    SUPPORTED = "support"
    ENTERED = "submission"
    PREDICTED = "prediction"
    REACHED = "result"


class Place(NamedTuple):
    """Where an event stands among all of a student."""

    moment: dt.datetime
    rank: int
    pk: int


@dataclass(frozen=True)
class Event:
    kind: Kind
    place: Place
    row: Any

    @property
    def moment(self) -> dt.datetime:
        return self.place.moment

    @property
    def is_of_a_day(self) -> bool:
        return self.kind in BY_DAY

    @property
    def name(self) -> str:
        """Where a list can go on."""
        return f"{self.kind}-{self.row.pk}"


class BadPlace(ValueError):
    """A name of none of the student's events."""


@dataclass(frozen=True)
class Source:
    """A kind of event: its rows, and the column that says when; `by_day` where that is a date."""

    kind: Kind
    rows: Callable[[Student, "User"], QuerySet[Any]]
    at: str
    by_day: bool = False

    @property
    def rank(self) -> int:
        return list(Kind).index(self.kind)

    def newest(self, student: Student, user: "User", most: int | None, before: Place | None) -> list[Event]:
        rows = self.rows(student, user).order_by(f"-{self.at}", "-pk")
        found = rows.filter(self._beyond(before)) if before else rows
        return [Event(self.kind, self.place(row), row) for row in found[:most]]

    def place(self, row: Any) -> Place:
        return Place(self._moment(row), self.rank, row.pk)

    def _moment(self, row: Any) -> dt.datetime:
        at = getattr(row, self.at)
        return timezone.make_aware(dt.datetime.combine(at, dt.time.min)) if self.by_day else at

    def _beyond(self, place: Place) -> Q:
        """What comes after the place in a list of the newest first."""
        moment: Any = place.moment
        same = self.rank < place.rank
        if self.by_day:
            local = timezone.localtime(place.moment)
            moment = local.date()
            # The day begins before any later moment of it.
            same = same or local.time() != dt.time.min
        if same:
            return Q(**{f"{self.at}__lte": moment})
        tie = Q(**{self.at: moment, "pk__lt": place.pk}) if self.rank == place.rank else Q(pk__in=())
        return Q(**{f"{self.at}__lt": moment}) | tie


def _submissions(student: Student, user: "User") -> QuerySet[Submission]:
    rows = Submission.objects.told_to(user).filter(student=student).select_related("task", "made_by")
    return rows.prefetch_related("schema_version")


def _predictions(student: Student, user: "User") -> QuerySet[Prediction]:
    rows = Prediction.objects.told_to(user).filter(student=student).select_related("task", "model_version", "made_by")
    # Schemas are long: read with every row they would be most of what is read.
    return rows.prefetch_related("task__schema_version")


def _support(student: Student, user: "User") -> QuerySet[Support]:
    return Support.objects.told_to(user).filter(student=student).in_force().select_related("made_by")


def _results(student: Student, user: "User") -> QuerySet[Outcome]:
    return Outcome.objects.told_to(user).filter(student=student).in_force().select_related("made_by")


SOURCES = (
    Source(Kind.SUPPORTED, _support, "from_day", by_day=True),
    Source(Kind.ENTERED, _submissions, "made_at"),
    Source(Kind.PREDICTED, _predictions, "made_at"),
    Source(Kind.REACHED, _results, "day", by_day=True),
)
BY_DAY = {source.kind for source in SOURCES if source.by_day}


def newest(student: Student, user: "User", most: int, before: Place | None = None) -> list[Event]:
    """What the user sees, a query or two per kind, however many there are."""
    found = [event for source in SOURCES for event in source.newest(student, user, most, before)]
    return sorted(found, key=lambda event: event.place, reverse=True)[:most]


def pieces(student: Student, user: "User") -> Iterator[list[Event]]:
    """All of them, newest first, some at a time."""
    piece = newest(student, user, PIECE)
    while piece:
        yield piece
        piece = newest(student, user, PIECE, piece[-1].place) if len(piece) == PIECE else []


def count(student: Student, user: "User") -> int:
    return sum(source.rows(student, user).count() for source in SOURCES)


def place_of(student: Student, user: "User", name: str) -> Place:
    """Of an event by its name, also where it was corrected since. Raises BadPlace."""
    kind, _, pk = name.rpartition("-")
    source = next((source for source in SOURCES if source.kind == kind), None)
    if source is None or not (pk.isascii() and pk.isdigit() and len(pk) <= MOST_DIGITS):
        raise BadPlace(name)
    rows: Any = source.rows(student, user).model._default_manager
    row = rows.told_to(user).filter(student=student, pk=int(pk)).first()
    if row is None:
        raise BadPlace(name)
    return source.place(row)
