"""Per class and question the newest predictions as figures, in one query."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

# Of each student and question the two newest, found by their index: a student may have been predicted for years.
QUERY = """
WITH student AS (
    SELECT id, classroom_id FROM predictor_student WHERE classroom_id = ANY(%(classes)s)
    UNION ALL SELECT student_id, classroom_id FROM predictor_membership
    WHERE classroom_id = ANY(%(classes)s) AND left_at IS NULL
), newest AS (
    SELECT student.classroom_id, student.id AS student, task.id AS task_id, told.*
    FROM student CROSS JOIN unnest(%(tasks)s::bigint[]) AS task (id) CROSS JOIN LATERAL (
        SELECT value, low80, high80, made_at,
            lead(low80) OVER older AS before_low, lead(high80) OVER older AS before_high
        FROM (
            SELECT id, value, low80, high80, made_at FROM predictor_prediction
            WHERE student_id = student.id AND task_id = task.id ORDER BY made_at DESC, id DESC LIMIT 2
        ) AS two WINDOW older AS (ORDER BY made_at DESC, id DESC) ORDER BY made_at DESC, id DESC LIMIT 1
    ) AS told
)
SELECT classroom_id, task_id, count(*), min(value), max(value),
    percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY value),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY high80 - low80),
    min(made_at), max(made_at), count(before_low),
    array_agg(student) FILTER (WHERE value < before_low OR value > before_high)
FROM newest GROUP BY classroom_id, task_id
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


def figures(classes: Collection[int], tasks: Collection[int]) -> dict[tuple[int, int], Figures]:
    """By class and task."""
    if not classes or not tasks:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {"classes": list(classes), "tasks": list(tasks)})
        found = [Figures(*(*row[:5], tuple(row[5]), *row[6:10], tuple(row[10] or ()))) for row in cursor.fetchall()]
    return {(one.classroom, one.task): one for one in found}
