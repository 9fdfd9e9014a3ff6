"""Nobody is forgotten while it is noted whose rows are whose, and the other way round."""

from django.db import connection

# Any number that no other use of Postgres' advisory locks in this project takes.
LOCK_OF_FORGETTINGS = 7_005


def forgetting() -> None:
    """One at a time, until the end of the transaction: where a row stands is another place once somebody else's rows
    are out. Before any student is held, or one who forgets several could wait for one who waits for them."""
    _wait("pg_advisory_xact_lock")


def noting() -> None:
    """Any number at once, until the end of the transaction."""
    _wait("pg_advisory_xact_lock_shared")


def _wait(lock: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s, 0)", [LOCK_OF_FORGETTINGS])
