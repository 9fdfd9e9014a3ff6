"""What a form for a new prediction begins with."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from mlcore.pipeline.schema import Field, Value
from predictor.models import Student

RECENT = 20  # submissions looked back at: one for another question may leave fields out


@dataclass(frozen=True)
class Prefill:
    answers: dict[str, Value]
    entered_at: dt.datetime | None  # of the newest submission that something was copied from


def prefill(student: Student, fields: Iterable[Field]) -> Prefill:
    """What stays the same comes from the student, what belongs to the moment from what was submitted last."""
    recent = list(student.submissions.order_by("-id")[:RECENT])
    answers: dict[str, Value] = {}
    copied: list[dt.datetime] = []
    for field in fields:
        value = student.known.get(field.slug)
        # What was said last about the moment is newer than what was once noted about the student.
        if value is None or field.about == "moment":
            source = next((past for past in recent if past.answers.get(field.slug) is not None), None)
            if source is not None:
                value = source.answers[field.slug]
                copied.append(source.made_at)
        answers[field.slug] = value
    return Prefill(answers, max(copied, default=None))
