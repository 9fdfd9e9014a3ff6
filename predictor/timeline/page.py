"""The time line as the page of a student shows it: the picture, and the newest lines of the table behind it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from predictor.models import Student
from predictor.timeline.events import count, newest
from predictor.timeline.figure import Figure, figure
from predictor.timeline.words import Said, said

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_DRAWN, MOST_LISTED = 1000, 50


@dataclass(frozen=True, kw_only=True)
class TimeLine:
    """`drawn` of `all` events are in the picture, the newest ones."""

    figure: Figure | None
    lines: list[Said]
    drawn: int
    all: int


def timeline_of(student: Student, user: "User") -> TimeLine:
    """What the user sees."""
    events = newest(student, user, MOST_DRAWN)
    return TimeLine(
        figure=figure(student.name, events, student.classroom.schema_version.shown),
        lines=[said(event, student) for event in events[:MOST_LISTED]],
        drawn=len(events),
        all=count(student, user) if len(events) == MOST_DRAWN else len(events),
    )
