"""Per class and question the newest predictions as figures, in one query."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

# Of a student, however many there are; whatever was predicted before these is told on the page of the class.
RECENT = 100
QUERY = """
WITH told AS (
    SELECT student.classroom_id, student.id AS student, recent.*,
        row_number() OVER (
            PARTITION BY student.classroom_id, student.id, recent.task_id ORDER BY recent.id DESC
        ) AS place
    FROM (
        SELECT id, classroom_id FROM predictor_student WHERE classroom_id = ANY(%(classes)s)
        UNION ALL SELECT student_id, classroom_id FROM predictor_membership
        WHERE classroom_id = ANY(%(classes)s) AND left_at IS NULL
    ) AS student CROSS JOIN LATERAL (
        SELECT id, task_id, value, low80, high80, made_at FROM predictor_prediction
        WHERE student_id = student.id ORDER BY id DESC LIMIT %(recent)s
    ) AS recent
)
SELECT newest.classroom_id, newest.task_id, count(*), min(newest.value), max(newest.value),
    percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY newest.value),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY newest.high80 - newest.low80),
    min(newest.made_at), max(newest.made_at), count(before.id),
    array_agg(newest.student) FILTER (WHERE newest.value < before.low80 OR newest.value > before.high80)
FROM told AS newest LEFT JOIN told AS before
    ON before.classroom_id = newest.classroom_id AND before.student = newest.student
    AND before.task_id = newest.task_id AND before.place = 2
WHERE newest.place = 1
GROUP BY newest.classroom_id, newest.task_id
"""


@dataclass(frozen=True)
class Figures:
    """Of one question in one class. `middle` are the quartiles of the predicted scores, `width` is the median one of
    the ranges that 8 of 10 lie in. Of `compared` students, who were predicted before, those who `moved` now have a
    score outside of their earlier range.
    """

    classroom: int
    task: int
    predicted: int
    lowest: float
    highest: float
    middle: tuple[float, float, float]
    width: float
    first_at: dt.datetime
    last_at: dt.datetime
    compared: int
    moved: tuple[int, ...]


def figures(classes: Collection[int]) -> dict[tuple[int, int], Figures]:
    """By class and task."""
    if not classes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {"classes": list(classes), "recent": RECENT})
        found = [Figures(*(*row[:5], tuple(row[5]), *row[6:10], tuple(row[10] or ()))) for row in cursor.fetchall()]
    return {(one.classroom, one.task): one for one in found}
