"""The tables of a restore: dropped, made as they were when the backup was, and filled."""

import csv
from collections.abc import Iterable
from typing import IO

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from psycopg2 import sql

from mlcore.backups import writing
from mlcore.backups.archive import ArchiveError, Manifest

LONGEST_HEADING = 2**16


def make(manifest: Manifest) -> frozenset[str]:
    """Empty tables as the release of the backup had them, instead of ours. Gives their names."""
    _drop_tables()
    foreign = set(_existing())
    newest = dict(manifest.migrations)  # in the order they were applied, so the last of each app stays
    MigrationExecutor(connection).migrate(list(newest.items()))
    # Rows that migrations themselves put in would collide with the same rows of the archive.
    _execute(sql.SQL("TRUNCATE {} CASCADE").format(_identifiers(writing.table_names())))
    return frozenset(_existing()) - foreign


def fill(table: str, content: IO[bytes], made: frozenset[str]) -> None:
    """Rows for one of the tables that were made. Raises ArchiveError, with no value of a row in it."""
    if table not in made:
        raise ArchiveError(f"the archive holds rows for '{table}', a table that its version did not have")
    # The names come first: the order of a table's columns depends on the migrations it went through.
    columns = _heading(table, content)
    copy = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), _identifiers(columns))
    try:
        with connection.cursor() as cursor, connection.wrap_database_errors:
            cursor.copy_expert(copy, content)
    except OperationalError:
        raise  # the server's trouble, not the archive's
    except DatabaseError as error:
        raise ArchiveError(f"tables/{table}.csv does not fit its table ({type(error.__cause__).__name__})") from error


def _heading(table: str, content: IO[bytes]) -> list[str]:
    try:
        columns = next(csv.reader([content.readline(LONGEST_HEADING).decode()]), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise ArchiveError(f"tables/{table}.csv has a heading that cannot be read") from error
    with connection.cursor() as cursor:
        known = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    if not columns or len(set(columns)) < len(columns) or not set(columns) <= known:
        raise ArchiveError(f"tables/{table}.csv names other columns than the table '{table}' has")
    return columns


def set_sequences(manifest: Manifest) -> None:
    """The next number that each table gives. Raises ArchiveError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
        known = {name for (name,) in cursor.fetchall()}
        for name, value in manifest.sequences.items():
            if name not in known or not 0 < value < 2**63:
                raise ArchiveError("the archive's manifest counts on for a table that its version did not have")
            cursor.execute("SELECT setval(%s::regclass, %s)", [connection.ops.quote_name(name), value])


def constraints(when: str) -> None:
    """DEFERRED while tables are filled in no order, IMMEDIATE to have references checked."""
    _execute(sql.SQL("SET CONSTRAINTS ALL " + when))


def _drop_tables() -> None:
    ours = {*connection.introspection.django_table_names(), "django_migrations"}
    existing = ours & set(_existing())
    if existing:
        _execute(sql.SQL("DROP TABLE {} CASCADE").format(_identifiers(sorted(existing))))


def _existing() -> list[str]:
    return connection.introspection.table_names()


def _identifiers(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _execute(statement: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
