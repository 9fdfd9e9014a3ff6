"""A made-up school of any size, written by the database itself: ten million predictions take minutes, not days.

400 teachers, 800 classes of 25, and per student as many predictions as it takes. The oldest twentieth is of a task that
nobody asks any more: statistics call it common, and whoever reads from the newest row finds none of it for long.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

TEACHERS, CLASSES, STUDENTS = 400, 800, 20_000
YEARS = 2
FIRST = "timestamptz '2024-08-01 08:00+00'"


@dataclass(frozen=True)
class Size:
    rows: int

    @property
    def words(self) -> dict[str, int | str]:
        return {
            "rows": self.rows,
            "tenth": self.rows // 10,
            "twentieth": self.rows // 20,
            "teachers": TEACHERS,
            "classes": CLASSES,
            "students": STUDENTS,
            "at": f"{FIRST} + i * (interval '{YEARS} years' / {self.rows})",
            "at_tenth": f"{FIRST} + i * (interval '{YEARS} years' / {self.rows // 10})",
            "at_twentieth": f"{FIRST} + i * (interval '{YEARS} years' / {self.rows // 20})",
            # Of a class of 25; a class is taught by one of those who teach two.
            "student": f"1 + (i * 7919) % {STUDENTS}",
            "teacher": f"1000 + (((i * 7919) % {STUDENTS}) / 25) % {TEACHERS}",
        }


TABLES = {
    "auth_user": """
        INSERT INTO auth_user (id, password, is_superuser, username, first_name, last_name, email, is_staff, is_active,
            date_joined)
        SELECT 1000 + i, '!', false, 'teacher-' || i, 'Ada', 'Teacher ' || i, 'teacher-' || i || '@school.example',
            false, true, now() FROM generate_series(0, {teachers} - 1) i
    """,
    "predictor_classroom": """
        INSERT INTO predictor_classroom (id, name, schema_version_id, created_at)
        SELECT i, 'Class ' || (5 + i %% 9) || chr(97 + i %% 26) || ' ' || i, {schema}, now()
        FROM generate_series(1, {classes}) i
    """,
    "predictor_classroom_teachers": """
        INSERT INTO predictor_classroom_teachers (classroom_id, user_id)
        SELECT i, 1000 + (i - 1) %% {teachers} FROM generate_series(1, {classes}) i
        UNION ALL SELECT i, 1000 + i %% {teachers} FROM generate_series(1, {classes}) i
    """,
    "predictor_student": """
        INSERT INTO predictor_student (id, classroom_id, name, reference, known, created_at)
        SELECT i, 1 + (i - 1) / 25,
            (array['Amara','Zoë','Ida','Ole','Yusuf','Mina','Jakob','Lena','Tariq','Nora'])[1 + i %% 10] || ' ' ||
            (array['Osei','Holm','Ångström','Yılmaz','Weber','Khan','Novak','Silva'])[1 + i / 7 %% 8] || ' ' || i,
            lpad(i::text, 6, '0'), '{{"gender": "female", "lunch": "standard"}}', now()
        FROM generate_series(1, {students}) i
    """,
    "predictor_membership": """
        INSERT INTO predictor_membership (student_id, classroom_id)
        SELECT i * 10, 1 + (i * 31) %% {classes} FROM generate_series(1, {students} / 10) i
    """,
    "predictor_submission": """
        INSERT INTO predictor_submission (id, task_id, schema_version_id, student_id, answers, door, made_by_id,
            made_at)
        SELECT i, CASE WHEN i <= {twentieth} THEN {old_task} WHEN i %% 4 = 0 THEN {other_task} ELSE {task} END,
            {schema}, {student},
            '{{"lunch": "standard", "gender": "female", "reading_score": 61.0, "writing_score": 64.0}}',
            CASE WHEN i %% 5 = 0 THEN 'api' WHEN i %% 7 = 0 THEN 'file' ELSE 'page' END, {teacher}, {at}
        FROM generate_series(1::bigint, {rows}) i
    """,
    "predictor_prediction": """
        INSERT INTO predictor_prediction (id, submission_id, model_version_id, task_id, student_id, made_by_id, made_at,
            value, low80, high80, low90, high90, warnings)
        SELECT id, id, CASE task_id WHEN {task} THEN {version} WHEN {other_task} THEN {other_version} ELSE {old_version}
            END, task_id, student_id, made_by_id, made_at, v, v - 7, v + 7, v - 9, v + 9, '[]'
        FROM (SELECT *, 30 + (id * 31337 %% 6100) / 100.0 AS v FROM predictor_submission) s ORDER BY id
    """,
    "predictor_explanation": """
        INSERT INTO predictor_explanation (prediction_id, reference, contributions, computed_at)
        SELECT i * 10, 66, '{{"lunch": 1.5, "gender": -0.5, "reading_score": -3.0, "writing_score": -1.0}}', {at_tenth}
        FROM generate_series(1::bigint, {tenth}) i
    """,
    "predictor_outcome": """
        INSERT INTO predictor_outcome (student_id, schema_name, field, value, day, door, made_by_id, made_at, why)
        SELECT {student}, 'exams', CASE WHEN i %% 3 = 0 THEN 'reading_score' ELSE 'math_score' END, 40 + i %% 60,
            ({at_twentieth})::date, 'page', {teacher}, {at_twentieth}, '' FROM generate_series(1::bigint, {twentieth}) i
    """,
    "predictor_target": """
        INSERT INTO predictor_target (student_id, task_id, score, grade, why, locked, made_by_id, made_at)
        SELECT 1 + i %% {students}, {task}, 50 + i %% 40, '', 'agreed', i %% 50 = 0, 1000 + i %% {teachers},
            {FIRST} + i * interval '1 minute' FROM generate_series(1, 3 * {students}) i
    """,
    "predictor_job": """
        INSERT INTO predictor_job (kind, arguments, asked_by_id, state, attempts, percent, lines, result, error,
            asked_at, ended_at)
        SELECT CASE WHEN i %% 9 = 0 THEN 'report' ELSE 'import' END, '{{}}', 1000 + i %% {teachers},
            CASE WHEN i < 100 THEN 'failed' ELSE 'done' END, 1, 100, '[]', '{{}}', '{{}}',
            {FIRST} + i * interval '2 minutes', {FIRST} + i * interval '2 minutes' FROM generate_series(1, 50000) i
    """,
    "predictor_import": """
        INSERT INTO predictor_import (classroom_id, kind, state, made_by_id, made_at, file_name, sha256, size, choices,
            counts)
        SELECT 1 + i %% {classes}, 'inputs', CASE WHEN i < 100 THEN 'undone' ELSE 'stored' END, 1000 + i %% {teachers},
            {FIRST} + i * interval '30 minutes', 'marks.csv', repeat('0', 64), 900, '{{}}', '{{}}'
        FROM generate_series(1, 20 * {classes}) i
    """,
    "predictor_accessline": """
        INSERT INTO predictor_accessline (account, account_name, door, act, what, kind, thing, students, place, hash,
            at)
        SELECT {teacher}, 'teacher-' || i %% {teachers}, 'page', 'saw', 'student', 'student', {student},
            CASE WHEN i %% 20 = 0 THEN array(SELECT generate_series(1 + (i / 20 %% {classes}) * 25,
            25 + (i / 20 %% {classes}) * 25)) ELSE array[{student}] END, i, sha256(i::text::bytea), {at_tenth}
        FROM generate_series(1::bigint, {tenth}) i
    """,
    "axes_accesslog": """
        INSERT INTO axes_accesslog (user_agent, ip_address, username, http_accept, path_info, attempt_time,
            session_hash)
        SELECT 'Browser ' || i %% 40, ('10.0.' || i %% 200 || '.' || i %% 250)::inet, 'teacher-' || i %% {teachers},
            'text/html', '/accounts/login/', {at_twentieth}, '' FROM generate_series(1::bigint, {twentieth}) i
    """,
    "axes_accessfailurelog": """
        INSERT INTO axes_accessfailurelog (user_agent, ip_address, username, http_accept, path_info, attempt_time,
            locked_out)
        SELECT 'Browser ' || i %% 40, ('10.0.' || i %% 200 || '.' || i %% 250)::inet, 'teacher-' || i %% {teachers},
            'text/html', '/accounts/login/', {FIRST} + i * interval '9 minutes', i %% 10 = 0
        FROM generate_series(1, 100000) i
    """,
}


def fill(rows: int) -> None:
    """Into a database that was migrated and holds nothing but a first admin."""
    from django.db import connection

    words = Size(rows).words | _machine() | {"FIRST": FIRST}
    with connection.cursor() as cursor:
        # Ten million checks of what cannot be wrong would take an hour, and no row is refused an insert by a trigger.
        cursor.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        cursor.execute("SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET jit = off")
        for table, statement in TABLES.items():
            with _said(table), _without_indexes(cursor, table):
                cursor.execute(statement.format(**words).replace("%%", "%"))
            _ids_go_on(cursor, table)
    connection.close()
    with connection.cursor() as cursor, _said("vacuum"):
        cursor.execute("VACUUM (ANALYZE)")


def _machine() -> dict[str, int]:
    """Three tasks with a live version each."""
    from factories import live_task, new_version

    from mlcore.models import Task
    from mlcore.versions import promotions

    task, other = live_task("math", "exams"), live_task("hsb-math", "hsb2")
    old = Task.objects.exclude(pk=task.pk).filter(schema_version=task.schema_version)[0]
    promotions.promote(new_version(old), who="a bench", why="to have one")
    found: dict[str, int] = {"schema": task.schema_version_id}
    for prefix, one in (("", task), ("other_", other), ("old_", old)):
        found |= {f"{prefix}task": one.pk, f"{prefix}version": one.versions.get().pk}
    return found


@contextmanager
def _said(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    sys.stderr.write(f"{what:<34}{time.perf_counter() - start:>8.1f} s\n")


@contextmanager
def _without_indexes(cursor: "CursorWrapper", table: str) -> Iterator[None]:
    """Made anew when all rows are there: many times as quick."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN "
        "(SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass)",
        [table, table],
    )
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, statement in indexes:
        cursor.execute(statement)


def _ids_go_on(cursor, table: str) -> None:  # type: ignore[no-untyped-def]
    cursor.execute("SELECT 1 FROM information_schema.columns WHERE table_name = %s AND column_name = 'id'", [table])
    if cursor.fetchone():
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
