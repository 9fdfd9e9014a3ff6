"""The next rows of a list, read from indexes that begin with what it is narrowed to and go on in its order.

Postgres cannot join many places of one index in order, and guesses wrong where the filter is rare: it then reads a list
of ten million from its newest row on. So each student and task, or each version, is asked for its next row, and those
who have one of the first are asked for more.
"""

from dataclasses import replace
from typing import Any, NamedTuple

from django.db import connection

from mlcore.models import Task
from predictor.found.asked import Asked
from predictor.found.way import Way

# So many students have few enough predictions to sort them by value as they are asked for; so many of a time are.
MOST_SORTED, MOST_OF_A_TIME = 400, 50_000


NEXT = """
    SELECT {column} AS place, id FROM predictor_prediction WHERE {conditions}
    ORDER BY {column} {sign}, id {sign} LIMIT {most}
"""
OF_KEYS = """
    WITH first AS MATERIALIZED (
        SELECT {names}, one.place, one.id FROM ({tables}) AS key CROSS JOIN LATERAL ({one}) AS one
        ORDER BY {order} LIMIT %(most)s
    )
    SELECT id FROM (
        SELECT more.* FROM first CROSS JOIN LATERAL ({more}) AS more {besides}
    ) AS found ORDER BY {order} LIMIT %(most)s
"""
SORTED = """
    WITH theirs AS MATERIALIZED ({rows} {besides}) SELECT id FROM theirs ORDER BY {order} LIMIT %(most)s
"""
HOW_MANY = "SELECT count(*) FROM ({rows} LIMIT %(bound)s) AS counted"
ROWS = "SELECT {column} AS place, id FROM predictor_prediction WHERE {conditions}"
ROWS_OF_VERSIONS = """
    SELECT one.* FROM unnest(%(versions)s::bigint[]) AS answered (version) CROSS JOIN LATERAL (
        SELECT {column} AS place, id FROM predictor_prediction
        WHERE model_version_id = answered.version AND {conditions} OFFSET 0
    ) AS one
"""


class Keys(NamedTuple):
    """What an index begins with: its columns by name, and a query of their values."""

    columns: dict[str, str]
    tables: str

    def joined(self, table: str) -> list[str]:
        return [f"{column} = {table}.{name}" for name, column in self.columns.items()]


OF_STUDENT = Keys(
    {"student": "student_id", "task": "task_id"},
    "SELECT * FROM unnest(%(students)s::bigint[]) AS pupil (student), unnest(%(tasks)s::bigint[]) AS asked (task)",
)
OF_VERSION = Keys({"version": "model_version_id"}, "SELECT unnest(%(versions)s::bigint[]) AS version")


def found(asked: Asked, way: Way) -> list[int] | None:
    """Their numbers, in order; None where the plain query is as quick."""
    if () in (asked.students, asked.tasks, asked.versions) and asked.made_by is None:
        return []
    if asked.students is not None:
        return _of_students(asked, way)
    if asked.versions is None and (way.column != "value" or (asked.since is None and asked.until is None)):
        return None
    return _of_versions(asked, way)


def _of_students(asked: Asked, way: Way) -> list[int] | None:
    values = _values(asked, way) | {"students": list(asked.students or ()), "tasks": _tasks(asked)}
    mine = _next(way, ["student_id IS NULL", "made_by_id = %(made_by)s", *_narrowed(asked, way)], "%(most)s")
    besides = f"UNION ALL ({mine})" if asked.made_by else ""
    if way.column == "value":
        if len(asked.students or ()) > MOST_SORTED:
            return None
        theirs = ["student_id = ANY(%(students)s)", "task_id = ANY(%(tasks)s)", *_narrowed(asked, way)]
        return _read(SORTED, values, way, rows=_rows(ROWS, way, theirs), besides=besides)
    return _read(OF_KEYS, values, way, **_asked_of(OF_STUDENT, way, _narrowed(asked, way)), besides=besides)


def _of_versions(asked: Asked, way: Way) -> list[int] | None:
    values, template = _values(asked, way), ROWS if asked.versions is None else ROWS_OF_VERSIONS
    of_one = replace(asked, versions=None)
    if (
        way.column == "value"
        and (asked.since or asked.until)
        and _are_few(_rows(template, way, _narrowed(of_one)), values)
    ):
        return _read(SORTED, values, way, rows=_rows(template, way, _narrowed(of_one, way)), besides="")
    if asked.versions is None:
        return None
    return _read(OF_KEYS, values, way, **_asked_of(OF_VERSION, way, _narrowed(of_one, way)), besides="")


def _asked_of(keys: Keys, way: Way, narrowed: list[str]) -> dict[str, str]:
    """Parts of OF_KEYS: each key is asked for its next row, those that come first for more."""
    return {
        "tables": keys.tables,
        "names": ", ".join(f"key.{name}" for name in keys.columns),
        "one": _next(way, [*keys.joined("key"), *narrowed], "1"),
        "more": _next(way, [*keys.joined("first"), *narrowed], "%(most)s"),
    }


def _next(way: Way, conditions: list[str], most: str) -> str:
    sign = "DESC" if way.descending else "ASC"
    return NEXT.format(column=way.column, conditions=" AND ".join(conditions), sign=sign, most=most)


def _narrowed(asked: Asked, way: Way | None = None) -> list[str]:
    told = {
        "model_version_id = ANY(%(versions)s)": asked.versions is not None,
        "made_at >= %(since)s": asked.since is not None,
        f"made_at {'<=' if asked.with_end else '<'} %(until)s": asked.until is not None,
    }
    conditions = [condition for condition, is_asked in told.items() if is_asked] or ["TRUE"]
    if way is None or way.after is None:
        return conditions
    sign = ("<" if way.descending else ">") + ("=" if way.after.is_among else "")
    return [*conditions, f"({way.column}, id) {sign} (%(value)s, %(pk)s)"]


def _values(asked: Asked, way: Way) -> dict[str, Any]:
    value, pk = way.after[:2] if way.after else (None, None)
    versions = None if asked.versions is None else list(asked.versions)
    when = {"since": asked.since, "until": asked.until}
    return {"made_by": asked.made_by, "versions": versions, "value": value, "pk": pk, "most": way.most} | when


def _tasks(asked: Asked) -> list[int]:
    return list(Task.objects.values_list("pk", flat=True)) if asked.tasks is None else list(asked.tasks)


def _rows(template: str, way: Way, conditions: list[str]) -> str:
    return template.format(column=way.column, conditions=" AND ".join(conditions))


def _are_few(rows: str, values: dict[str, Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(HOW_MANY.format(rows=rows), values | {"bound": MOST_OF_A_TIME + 1})
        return int(cursor.fetchone()[0]) <= MOST_OF_A_TIME


def _read(template: str, values: dict[str, Any], way: Way, **parts: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(template.format(order=way.order, **parts), values)
        return [pk for (pk,) in cursor.fetchall()]
