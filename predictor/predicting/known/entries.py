"""What is known of many students now, by the rule of the form for one: the newest entries, and which came since."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from mlcore.pipeline.schema import Field, Value
from predictor.models import Prediction, Student, Submission
from predictor.predicting.prefill import RECENT, begin_with

# The inner query keeps Postgres at the submissions of one student, where it might walk back through those of all.
NEWEST = """
SELECT newest.id, newest.student_id, newest.answers, newest.made_at
FROM unnest(%s::bigint[]) AS asked(pk) CROSS JOIN LATERAL (
    SELECT * FROM (SELECT * FROM predictor_submission WHERE student_id = asked.pk OFFSET 0) AS own
    ORDER BY id DESC LIMIT %s
) AS newest
ORDER BY newest.id DESC
"""
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


class Entries:
    """Read in one query, however many students there are."""

    def __init__(self, students: Iterable[int]) -> None:
        self._recent = recent_submissions(list(students))

    def of(self, student: Student, fields: Iterable[Field]) -> dict[str, Value]:
        return begin_with(student, fields, self._recent.get(student.pk, ())).answers

    def came_since(
        self, prediction: Prediction, student: Student, fields: Sequence[Field], until: dt.datetime | None = None
    ) -> tuple[str, ...]:
        """Fields with another value than was submitted for the prediction, entered after it, and `until` a moment.

        What was left out on purpose, though it was known, is no reason to predict again.
        """
        now, then = self.of(student, fields), prediction.submission.answers
        changed = [slug for slug, value in now.items() if value != then.get(slug)]
        return tuple(slug for slug in changed if self._is_newer(slug, prediction, student, until or _LAST))

    def _is_newer(self, slug: str, prediction: Prediction, student: Student, until: dt.datetime) -> bool:
        noted = student.noted.get(slug)
        if noted is not None and prediction.made_at < dt.datetime.fromisoformat(noted) <= until:
            return True
        recent = [one for one in self._recent.get(student.pk, ()) if one.made_at <= until]
        return any(one.pk > prediction.submission_id and one.answers.get(slug) is not None for one in recent)


def recent_submissions(students: list[int]) -> Mapping[int, Sequence[Submission]]:
    """Of each student the newest first, as many as the form for one looks back at."""
    found: dict[int, list[Submission]] = defaultdict(list)
    for submission in Submission.objects.raw(NEWEST, [students, RECENT]) if students else ():
        found[submission.student_id or 0].append(submission)
    return found
