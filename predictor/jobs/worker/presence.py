"""How many workers there are: each holds a lock that Postgres lets go of when it dies."""

from django.db import connection

# Any number that no other use of Postgres' advisory locks in this project takes.
LOCK_OF_WORKERS = 7_003
SHOWN = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = 0 AND pid = pg_backend_pid()
"""
COUNTED = """
SELECT count(*) FROM pg_locks
WHERE locktype = 'advisory' AND classid = %s AND objid = 0 AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def show() -> None:
    """Called again and again: a connection that was lost took the lock with it."""
    with connection.cursor() as cursor:
        cursor.execute(SHOWN, [LOCK_OF_WORKERS])
        if not cursor.fetchone()[0]:
            cursor.execute("SELECT pg_advisory_lock_shared(%s, 0)", [LOCK_OF_WORKERS])


def workers() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [LOCK_OF_WORKERS])
        return int(cursor.fetchone()[0])
