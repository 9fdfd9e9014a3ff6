"""What a preview was made from, so that it is made again where that has changed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from predictor.imports.drafts import Draft

# Another one where a preview of the same file and students would say something else than it did before.
FORMAT = 1
OF_CLASS = """
SELECT
    (SELECT md5(string_agg(md5(student::text), '' ORDER BY id)) FROM predictor_student student
     WHERE classroom_id = %(classroom)s),
    (SELECT array[count(*), max(outcome.id)] FROM predictor_outcome outcome
     JOIN predictor_student student ON student.id = student_id WHERE classroom_id = %(classroom)s),
    (SELECT array[count(*), max(submission.id)] FROM predictor_submission submission
     JOIN predictor_student student ON student.id = student_id WHERE classroom_id = %(classroom)s),
    (SELECT array[count(*), max(id)] FROM predictor_import WHERE classroom_id = %(classroom)s AND state = 'stored')
"""


class State(NamedTuple):
    """Digests of what was chosen about the file and of what is known of the class."""

    choices: str
    known: str


def state_of(draft: Draft) -> State:
    """One query, and no student is read: results and submissions never change, they are only added or go."""
    with connection.cursor() as cursor:
        cursor.execute(OF_CLASS, {"classroom": draft.row.classroom_id})
        found = cursor.fetchone()
    closed = sorted(draft.row.classroom.schema_version.closed.enter)
    found = [*found, closed] if closed else found
    about = [FORMAT, draft.row.classroom.schema_version_id, timezone.localdate(), *found]
    return State(digest_of(draft.choices), _digest(about))


def digest_of(choices: Mapping[str, Any]) -> str:
    return _digest(choices)


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()[:32]
