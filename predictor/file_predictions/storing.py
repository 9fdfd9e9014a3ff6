"""Predictions of a file stored for the students of a class, by COPY: all of them or none, and nobody twice."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formulas import rearm
from mlcore.pipeline.messages import N_
from mlcore.versions.live import LiveModel
from predictor.models import Classroom, Student, Submission

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from mlcore.pipeline.predicted_files.answering import Answered, AnsweredChunk, Line

OBJECTS = "there is an objection to predicting this student"  # not for readers
ENDS = tuple((end, level) for level in LEVELS for end in ("low", "high"))
MADE = """
CREATE TEMPORARY TABLE came (
    place bigserial, number text, answers jsonb, value float8,
    low80 float8, high80 float8, low90 float8, high90 float8, warnings jsonb
) ON COMMIT DROP
"""
COLUMNS = "number, answers, value, low80, high80, low90, high90, warnings"  # not for readers
COPY = f"COPY came ({COLUMNS}) FROM STDIN (FORMAT csv)"  # not for readers
# Of several rows of a student the last one counts. Whoever has just this prediction already keeps it.
CHOSEN = """
CREATE TEMPORARY TABLE chosen ON COMMIT DROP AS
SELECT nextval(pg_get_serial_sequence('predictor_submission', 'id')) AS submission, own.*
FROM (
    SELECT DISTINCT ON (student.id) student.id AS student, came.*
    FROM came JOIN predictor_student student ON student.reference = came.number
    WHERE student.id = ANY(%(students)s) AND came.number <> '' ORDER BY student.id, came.place DESC
) AS own
WHERE NOT EXISTS (
    SELECT FROM (
        SELECT submission.answers, prediction.model_version_id
        FROM predictor_prediction prediction
        JOIN predictor_submission submission ON submission.id = prediction.submission_id
        WHERE prediction.student_id = own.student AND prediction.task_id = %(task)s
        ORDER BY prediction.id DESC LIMIT 1
    ) AS newest
    WHERE newest.answers = own.answers AND newest.model_version_id = %(version)s
)
"""
SUBMITTED = """
INSERT INTO predictor_submission (id, task_id, schema_version_id, student_id, answers, door, made_by_id, made_at)
SELECT submission, %(task)s, %(schema)s, student, answers, %(door)s, %(made_by)s, %(moment)s FROM chosen ORDER BY place
"""
PREDICTED = """
INSERT INTO predictor_prediction (
    submission_id, model_version_id, task_id, student_id, made_by_id, made_at,
    value, low80, high80, low90, high90, warnings
)
SELECT submission, %(version)s, %(task)s, student, %(made_by)s, %(moment)s,
    value, low80, high80, low90, high90, warnings
FROM chosen ORDER BY place
"""
UNKNOWN = """
SELECT count(*) FROM came WHERE NOT EXISTS (
    SELECT FROM predictor_student student
    WHERE student.reference = came.number AND came.number <> '' AND student.id = ANY(%(students)s)
)
"""


@dataclass(frozen=True)
class Stored:
    """`unknown` rows are of no student of the class, `objecting` of students who object to being predicted, and have no
    prediction in the file either; the others had their prediction already, or came once more."""

    stored: int
    unknown: int
    objecting: int


class Storing:
    """A keeper of `predict_file`; `number` is the header of the column with the school's own numbers. Used within one
    transaction, which ends with `finish`."""

    def __init__(self, model: LiveModel, classroom: Classroom, made_by: "User", number: str) -> None:
        self._model, self._classroom, self._made_by, self._number = model, classroom, made_by, number
        self._place, self._objecting, self._left_out = 0, frozenset[str](), 0

    def begin(self, header: "Line") -> None:
        headers = [rearm(str(one)) for one in header]
        if self._number not in headers:
            without = N_("The file has no column '%(column)s' with the numbers of students: --number HEADER.")
            raise DataError(without, column=self._number)
        self._place = headers.index(self._number)
        objecting = self._classroom.students.exclude(objected_at=None).exclude(reference="")
        self._objecting = frozenset(objecting.order_by().values_list("reference", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(MADE)

    def take(self, chunk: "AnsweredChunk") -> None:
        buffer = io.StringIO()
        csv.writer(buffer).writerows(map(self._row, self._willing(chunk.answered)))
        buffer.seek(0)
        with connection.cursor() as cursor:
            cursor.copy_expert(COPY, buffer)

    def _willing(self, answered: "Iterable[Answered]") -> "Iterator[Answered]":
        """Of the others the line says why nothing stands behind it."""
        from mlcore.pipeline.predicted_files.answering import ADDED

        for one in answered:
            if self._number_of(one) not in self._objecting:
                yield one
                continue
            one.line[-len(ADDED) :] = [""] * (len(ADDED) - 1) + [OBJECTS]
            self._left_out += 1

    def _number_of(self, one: "Answered") -> str:
        return rearm(str(one.line[self._place])).strip()

    def _row(self, one: "Answered") -> list[object]:
        ends = [one.answer.ranges[level][end == "high"] for end, level in ENDS]
        warnings = [asdict(warning) for warning in one.answer.warnings]
        return [
            self._number_of(one),
            json.dumps(one.inputs),
            repr(one.answer.value),
            *map(repr, ends),
            json.dumps(warnings),
        ]

    def finish(self) -> Stored:
        held = (
            Student.objects.to_change()
            .without_objection()
            .of(self._classroom)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        version = self._model.version
        about: dict[str, Any] = {
            "students": list(held),
            "task": version.task_id,
            "schema": version.schema_version_id,
            "version": version.pk,
            "door": Submission.Door.FILE,
            "made_by": self._made_by.pk,
            "moment": timezone.now(),
        }
        with connection.cursor() as cursor:
            for statement in (CHOSEN, SUBMITTED, PREDICTED):
                cursor.execute(statement, about)
            stored = cursor.rowcount
            cursor.execute(UNKNOWN, about)
            unknown = int(cursor.fetchone()[0])
            cursor.execute("DROP TABLE chosen, came")
        return Stored(stored, unknown, self._left_out)
