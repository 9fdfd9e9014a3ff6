"""What a form for a new prediction begins with."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mlcore.pipeline.schema import Field, Value
from mlcore.pipeline.schema.answers import InvalidAnswers, clean
from predictor.models import Prediction, Student, Submission

RECENT = 20  # submissions looked back at: one for another question may leave fields out


@dataclass(frozen=True)
class Prefill:
    answers: dict[str, Value]
    entered_at: dt.datetime | None  # of the newest submission that something was copied from


def prefill(student: Student, fields: Iterable[Field]) -> Prefill:
    """What stays the same comes from the student, what belongs to the moment from what was said last."""
    return begin_with(student, fields, list(student.submissions.order_by("-id")[:RECENT]))


def fitting(fields: Sequence[Field], known: Mapping[str, Value]) -> dict[str, Value]:
    """For whoever can neither see nor mend them: of what is known what the fields allow, the rest as not known."""
    try:
        return clean(fields, known)
    except InvalidAnswers as error:
        return clean(fields, {slug: None if slug in error.refusals else value for slug, value in known.items()})


def like(prediction: Prediction, fields: Iterable[Field]) -> Prefill:
    """What one prediction was made from, to be corrected."""
    submission = prediction.submission
    return Prefill({field.slug: submission.answers.get(field.slug) for field in fields}, submission.made_at)


def begin_with(student: Student, fields: Iterable[Field], recent: Sequence[Submission]) -> Prefill:
    """The same for whoever read the submissions, the newest first."""
    answers: dict[str, Value] = {}
    copied: list[dt.datetime] = []
    for field in fields:
        value = student.known.get(field.slug)
        if value is None or field.about == "moment":
            source = next((past for past in recent if past.answers.get(field.slug) is not None), None)
            if source is not None and (value is None or not _was_noted_since(student, field, source.made_at)):
                value = source.answers[field.slug]
                copied.append(source.made_at)
        answers[field.slug] = value
    return Prefill(answers, max(copied, default=None))


def _was_noted_since(student: Student, field: Field, moment: dt.datetime) -> bool:
    """A value without a time of its own is older than whatever was submitted."""
    noted = student.noted.get(field.slug)
    return noted is not None and dt.datetime.fromisoformat(noted) > moment
