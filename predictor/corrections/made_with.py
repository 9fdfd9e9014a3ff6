"""Which predictions of a student were made with an entry that is wrong."""

from collections.abc import Iterator

from predictor.models import Correction, Prediction, Student, Submission


def made_with(student: Student, correction: Correction) -> list[Prediction]:
    """The newest first, back to where something else was entered: before that it may have been right."""
    if correction.was is None:
        return []
    submissions = [row.pk for row in _with_it(student, correction)]
    rows = Prediction.objects.filter(student=student, submission__in=submissions).latest_first()
    return list(rows.select_related("task__schema_version", "submission"))


def _with_it(student: Student, correction: Correction) -> Iterator[Submission]:
    for row in Submission.objects.filter(student=student).order_by("-id"):
        value = row.answers.get(correction.field)
        if value == correction.was:
            yield row
        elif value is not None:
            return
