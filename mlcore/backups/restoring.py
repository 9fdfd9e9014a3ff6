"""Put a backup back: all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from mlcore.backups import reading, tables
from mlcore.backups.archive import BUNDLE, LEFT_OUT, TABLE, ArchiveError, Manifest
from mlcore.backups.reading import Verified
from mlcore.bundles import files
from mlcore.models import Restoration

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
UNTRUSTED = (
    "the archive is not signed with the SECRET_KEY of this installation: an earlier release, another installation or "
    "somebody else made it, and its model files can run any code here. If you know where it comes from: "
    'restore --trust "how you know it"'
)


def check(file: IO[bytes], *, trust: str = "") -> Verified:
    """Everything that can be said before anything is touched. Raises ArchiveError."""
    verified = reading.verify(file)
    if not verified.is_ours and not trust:
        raise ArchiveError(UNTRUSTED)
    _refuse_newer(verified.manifest)
    return verified


def restore(
    file: IO[bytes],
    *,
    who: str,
    replace: bool = False,
    trust: str = "",
    and_then: Callable[[], None] = lambda: None,
) -> Restoration:
    """Verify the archive, then load it into an empty database, or instead of everything that is there.

    Tables are made as they were when the backup was, filled, and only then migrated to this release, so that an
    older backup arrives as if it had been there all the time. `trust` says why an archive that this installation did
    not sign is restored; it is kept with `who`. `and_then` is called in the same transaction, with everything back:
    what must not be there again goes before anybody could see it. Raises ArchiveError.
    """
    verified = check(file, trust=trust)
    if not replace and not is_empty():
        raise ArchiveError(
            "the database holds data already; restore into an empty one, or give --replace to lose what is there"
        )
    # Outside of the commit, of which nobody knows whether it happened where its answer is lost.
    with _refusals(), transaction.atomic(), _new_files() as new:
        _rebuild(file, verified.manifest, new)
        and_then()
        return _remember(verified, who, trust)


def _remember(verified: Verified, who: str, trust: str) -> Restoration:
    return Restoration.objects.create(
        made_at=datetime.fromisoformat(verified.manifest.created),
        version=verified.manifest.version,
        who=who,
        trusted_because="" if verified.is_ours else trust,
    )


def is_empty() -> bool:
    """Neither people nor schemas: nothing that a restore could destroy."""
    with connection.cursor() as cursor:
        existing = connection.introspection.table_names(cursor)
        for table in {"auth_user", "mlcore_schemaversion"} & set(existing):
            cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table)})")  # noqa: S608
            if cursor.fetchone()[0]:
                return False
    return True


def _refuse_newer(manifest: Manifest) -> None:
    known = set(MigrationLoader(None).disk_migrations)
    foreign = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if foreign:
        raise ArchiveError(
            f"the backup was made by version {manifest.version}, which has tables that this version "
            f"({settings.VERSION}) does not know ({', '.join(foreign)[:200]}); restore it with that version"
        )


@contextmanager
def _refusals() -> Iterator[None]:
    """What the database says about rows would quote them."""
    try:
        yield
    except (DataError, IntegrityError) as error:
        raise ArchiveError("rows of the archive contradict each other or their tables; use another backup") from error
    except OperationalError as error:
        if "lock timeout" in str(error):
            raise ArchiveError("somebody uses the database; stop the web server and workers first") from error
        raise


@contextmanager
def _new_files() -> Iterator[list[str]]:
    """Bundles that were not there before; they go again where the restore fails."""
    new: list[str] = []
    try:
        yield new
    except BaseException:
        for name in new:
            with suppress(OSError):  # what failed first is what is said
                files.delete(name)
        raise


def _rebuild(file: IO[bytes], manifest: Manifest, new: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
    made = tables.make(manifest)
    # Some migrations switch this off for the rest of the transaction; tables are filled in no order.
    tables.constraints("DEFERRED")
    for name, content in reading.members(file, manifest):
        if (table := TABLE.fullmatch(name)) and table[
            1
        ] not in LEFT_OUT:  # an older backup may hold what none holds now
            tables.fill(table[1], content, made)
        elif bundle := BUNDLE.fullmatch(name):
            _add_bundle(bundle[1], bundle[2], content, new)
    tables.set_sequences(manifest)
    # References are checked here, not at the commit: tables with unchecked rows cannot be migrated further.
    tables.constraints("IMMEDIATE")
    _migrate(manifest)


def _migrate(manifest: Manifest) -> None:
    """Rows that somebody else made may hold JSON of a shape that no release wrote."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except UNREADABLE as error:
        raise ArchiveError(
            f"rows of the archive are not what version {manifest.version} wrote and cannot be brought to this release "
            f"({type(error).__name__}); use another backup"
        ) from error


def _add_bundle(name: str, sha256: str, content: IO[bytes], new: list[str]) -> None:
    """Names carry the content's hash, so a whole file that is there already is the same file, and stays untouched."""
    if files.holds(name, sha256):
        return
    if not files.is_there(name):
        new.append(name)
    with files.new_file(name) as beside:
        if reading.copy_into(beside, content) != sha256:
            raise ArchiveError(f"{name} changed while the archive was read")
