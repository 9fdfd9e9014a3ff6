"""Put a backup back: all of it in one transaction, or nothing."""

import csv
import shutil
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from mlcore.backups import archive
from mlcore.backups.archive import ArchiveError
from mlcore.pipeline.atomic_file import written_beside


def restore(path: Path, *, replace: bool = False) -> dict[str, Any]:
    """Verify the archive, then load it into an empty database, or instead of everything that is there.

    Tables are made as they were when the backup was, filled, and only then migrated to this release, so that an
    older backup arrives as if it had been there all the time. Raises ArchiveError; gives the manifest.
    """
    manifest = archive.verify(path)
    _refuse_newer(manifest)
    if not replace and not is_empty():
        raise ArchiveError(
            "the database holds data already; restore into an empty one, or give --replace to lose what is there"
        )
    _restore_bundles(path)
    try:
        with transaction.atomic():
            _rebuild(path, manifest)
    except OperationalError as error:
        if "lock timeout" in str(error):
            raise ArchiveError("somebody uses the database; stop the web server and workers first") from error
        raise
    return manifest


def is_empty() -> bool:
    """Neither people nor schemas: nothing that a restore could destroy."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in {"auth_user", "mlcore_schemaversion"} & set(tables):
            cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table)})")  # noqa: S608
            if cursor.fetchone()[0]:
                return False
    return True


def _refuse_newer(manifest: dict[str, Any]) -> None:
    known = set(MigrationLoader(None).disk_migrations)
    foreign = [f"{app}.{name}" for app, name in manifest["migrations"] if (app, name) not in known]
    if foreign:
        raise ArchiveError(
            f"the backup was made by version {manifest['version']}, which has tables that this version "
            f"({settings.VERSION}) does not know ({', '.join(foreign)}); restore it with that version"
        )


def _restore_bundles(path: Path) -> None:
    """Names carry the content's hash, so a file that is there already is the same file."""
    settings.BUNDLE_DIR.mkdir(parents=True, exist_ok=True)
    for name, content in archive.members(path):
        if name.startswith("bundles/"):
            _write(settings.BUNDLE_DIR / name.removeprefix("bundles/"), content)


def _write(target: Path, content: IO[bytes]) -> None:
    with written_beside(target, "wb", durable=True) as file:
        shutil.copyfileobj(content, file, 2**20)


def _rebuild(path: Path, manifest: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
    _drop_tables()
    newest = dict(manifest["migrations"])  # in the order they were applied, so the last of each app stays
    MigrationExecutor(connection).migrate(list(newest.items()))
    _clear_tables()
    # Some migrations switch this off for the rest of the transaction; tables are filled in no order.
    _constraints("DEFERRED")
    for name, content in archive.members(path):
        table = name.removeprefix("tables/").removesuffix(".csv")
        # An older backup may hold what none holds now.
        if name.startswith("tables/") and table not in archive.LEFT_OUT:
            _fill(table, content)
    _set_sequences(manifest["sequences"])
    # References are checked here, not at the commit: tables with unchecked rows cannot be migrated further.
    _constraints("IMMEDIATE")
    call_command("migrate", verbosity=0, interactive=False)


def _constraints(when: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {when}")


def _drop_tables() -> None:
    ours = {*connection.introspection.django_table_names(), "django_migrations"}
    existing = ours & set(connection.introspection.table_names())
    if existing:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {_quoted(existing)} CASCADE")


def _clear_tables() -> None:
    """Rows that migrations themselves put in would collide with the same rows of the archive."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {_quoted(archive.table_names())} CASCADE")


def _quoted(tables: Any) -> str:
    return ", ".join(connection.ops.quote_name(table) for table in sorted(tables))


def _fill(table: str, content: IO[bytes]) -> None:
    # The names come first: the order of a table's columns depends on the migrations it went through.
    heading = content.readline().decode()
    columns = ", ".join(connection.ops.quote_name(name) for name in next(csv.reader([heading])))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {connection.ops.quote_name(table)} ({columns}) FROM STDIN (FORMAT csv)", content)


def _set_sequences(sequences: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in sequences.items():
            cursor.execute("SELECT setval(%s::regclass, %s)", [connection.ops.quote_name(name), value])
