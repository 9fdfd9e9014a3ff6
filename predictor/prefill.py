"""What a form for a new prediction begins with."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from mlcore.pipeline.schema import Field, Value
from predictor.models import Student


@dataclass(frozen=True)
class Prefill:
    answers: dict[str, Value]
    entered_at: dt.datetime | None  # of the submission that was copied from, if one was


def prefill(student: Student, fields: Iterable[Field]) -> Prefill:
    """What stays the same comes from the student, what belongs to the moment from their last submission."""
    last = student.submissions.order_by("-id").first()
    earlier = last.answers if last else {}
    answers: dict[str, Value] = {}
    copied = False
    for field in fields:
        value = student.known.get(field.slug)
        # What was said last about the moment is newer than what was once noted about the student.
        if earlier.get(field.slug) is not None and (value is None or field.about == "moment"):
            value, copied = earlier[field.slug], True
        answers[field.slug] = value
    return Prefill(answers, last.made_at if last and copied else None)
