"""Writing lines: of a change in its own transaction, of anything else before the answer leaves."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from predictor.access_log.prepared import prepared
from predictor.access_log.record import Record, current
from predictor.access_log.students import Of, found

# A list of all students of a large school is more than one line: what is kept in one is read in one.
MOST_STUDENTS = 10_000
COLUMNS = "account, account_name, door, act, what, kind, thing, students"
# Who only reads need not wait for the disk: a machine that loses its power loses the lines of the last half second.
QUICK = "(SELECT set_config('synchronous_commit', 'off', true))"
SAID = f"INSERT INTO predictor_accessline ({COLUMNS}) SELECT %s, %s, %s, %s, %s, %s, %s, "
# No query where the students are known.
GIVEN = SAID + "%s::bigint[] FROM {quick} quick WHERE true {condition} RETURNING students"
WITH_FOUND = (
    SAID
    + """
found.students FROM {quick} quick, (
    SELECT ARRAY({found} UNION SELECT unnest(%s::bigint[]) ORDER BY 1) AS students
) found WHERE cardinality(found.students) > 0 {condition} RETURNING students
"""
)
IN_A_CHANGE = "AND txid_current_if_assigned() IS NOT NULL"


def write(record: Record, *, quick: bool = False, condition: str = "") -> None:
    """Lines for whoever was found since the last ones; none where there is nobody."""
    rest = sorted(record.noted - record.written)
    if record.is_written and not rest:
        return
    for start in range(0, max(len(rest), 1), MOST_STUDENTS):
        _insert(record, rest[start : start + MOST_STUDENTS], quick=quick, condition=condition)


def _insert(record: Record, noted: Collection[int], *, quick: bool, condition: str) -> None:
    template, students = _students(record, noted)
    if not any(students):
        return
    statement = template.replace("{quick}", QUICK if quick else "(SELECT 1)").replace("{condition}", condition)
    said = [record.account, record.account_name, record.door.value, record.act.value, record.what, record.of.value]
    # By the driver itself: once per request, whatever it is about, and quicker than through what counts queries.
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(prepared(cursor, statement), [*said, record.key, *students])
        if row := cursor.fetchone():
            record.is_written = True
            record.written.update(row[0])


def _students(record: Record, noted: Collection[int]) -> tuple[str, list[Any]]:
    """A statement, and what it is given last."""
    if record.is_written or record.of is Of.ROWS:
        return GIVEN, [list(noted)]
    if record.of is Of.STUDENT:
        return GIVEN, [sorted({*noted, record.key} - {None})]
    query, parameters = found(record.of, record.key)
    return WITH_FOUND.replace("{found}", query), [*parameters, list(noted)]


@contextmanager
def before_commit(act: Callable[[], None]) -> Iterator[None]:
    """Do it as the last thing of each transaction that is committed inside. Django knows only what comes after."""
    commit = connection.commit

    def after_act() -> None:
        try:
            act()
        except BaseException:
            connection.rollback()  # nothing is stored whose line cannot be written
            raise
        commit()

    connection.commit = after_act  # type: ignore[method-assign]  # of this connection, until the end of the block
    try:
        yield
    finally:
        del connection.commit


@contextmanager
def recorded(record: Record) -> Iterator[None]:
    """What a command or a job does, with its line in the transaction that stores it; else after it went well."""
    with current(record), before_commit(lambda: write(record, condition=IN_A_CHANGE)):
        yield
    write(record)
