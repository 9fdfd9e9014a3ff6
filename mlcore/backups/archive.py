"""A backup in one file: every table as CSV, every bundle, and a manifest with their checksums.

Tables travel through Postgres' own COPY and not through pg_dump: a dump can only be made by a pg_dump at least as new
as the server and asks for the same or a newer server to restore, while these files go between the Postgres in a folder,
one in a container and RDS, whatever their versions are.
"""

import gzip
import hashlib
import io
import json
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from mlcore.models import ModelVersion

FORMAT = 1
MANIFEST = "manifest.json"
MEMBER = re.compile(r"tables/[a-z0-9_]+\.csv|bundles/[A-Za-z0-9._-]+")
# Sessions and tokens are keys to open doors, and some were ended since; people and programs simply log in again.
# Applied migrations are in the manifest.
LEFT_OUT = {"django_session", "knox_authtoken", "django_migrations"}
IN_MEMORY = 16 * 2**20


class ArchiveError(Exception):
    """An archive that must not be restored, or a database that must not be overwritten."""


def write(target: IO[bytes]) -> dict[str, Any]:
    """Write the state of one moment to `target` and give the manifest."""
    manifest: dict[str, Any] = {"format": FORMAT, "created": timezone.now().isoformat(), "version": settings.VERSION}
    with (
        gzip.GzipFile(fileobj=target, mode="wb", compresslevel=5, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
        _one_moment(),
    ):
        manifest["migrations"] = _applied_migrations()
        manifest["sequences"] = _sequences()
        manifest["members"] = dict(_write_tables(tar))
        bundles, manifest["missing_bundles"] = _write_bundles(tar)
        manifest["members"] |= bundles
        _add(tar, MANIFEST, io.BytesIO(json.dumps(manifest, indent=1).encode()))
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """All tables as they are now, while the product goes on serving."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _applied_migrations() -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return [list(row) for row in cursor.fetchall()]


def _sequences() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences "
            "WHERE schemaname = current_schema() AND last_value IS NOT NULL"
        )
        return dict(cursor.fetchall())


def table_names() -> list[str]:
    """The product's own tables, without those that no archive holds."""
    return sorted(set(connection.introspection.django_table_names(only_existing=True)) - LEFT_OUT)


def _write_tables(tar: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for table in table_names():
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as rows, connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {connection.ops.quote_name(table)} TO STDOUT (FORMAT csv, HEADER)", rows)
            rows.seek(0)
            yield _add(tar, f"tables/{table}.csv", rows)


def _write_bundles(tar: tarfile.TarFile) -> tuple[dict[str, str], list[str]]:
    written: dict[str, str] = {}
    missing: list[str] = []
    for name in ModelVersion.objects.order_by("pk").values_list("file", flat=True):
        path = settings.BUNDLE_DIR / name
        if path.is_file():
            with path.open("rb") as bundle:
                member, digest = _add(tar, f"bundles/{name}", bundle)
            written[member] = digest
        else:
            missing.append(name)
    return written, missing


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes]) -> tuple[str, str]:
    digest = _sha256(content)
    entry = tarfile.TarInfo(name)
    entry.size = content.tell()
    entry.mode = 0o600
    content.seek(0)
    tar.addfile(entry, content)
    return name, digest


def _sha256(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := content.read(2**20):
        digest.update(block)
    return digest.hexdigest()


def verify(path: Path) -> dict[str, Any]:
    """Read the whole archive and compare every checksum. Raises ArchiveError; gives the manifest."""
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    with _readable(path):
        for name, content in members(path):
            if name == MANIFEST:
                manifest = json.load(content)
            else:
                found[name] = _sha256(content)
    if manifest.get("format") != FORMAT:
        raise ArchiveError(
            f"{path} is no backup of this product (format {FORMAT}); was it cut off while it was copied?"
        )
    altered = sorted(
        name for name in {*found, *manifest["members"]} if found.get(name) != manifest["members"].get(name)
    )
    if altered:
        raise ArchiveError(f"{path} was altered or damaged: {', '.join(altered)}; use another backup")
    return manifest


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of each file of the archive, in its order. Raises ArchiveError and what tarfile raises."""
    with tarfile.open(path, mode="r|gz") as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            # Names become paths and table names later: nothing else than what `write` makes is accepted.
            if content is None or not (entry.name == MANIFEST or MEMBER.fullmatch(entry.name)):
                raise ArchiveError(f"{path} holds '{entry.name}', which no backup of this product does")
            yield entry.name, content


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, json.JSONDecodeError) as error:
        raise ArchiveError(f"{path} cannot be read to its end ({error}); use another backup") from error
