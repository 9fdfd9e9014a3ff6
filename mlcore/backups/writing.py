"""Writes an archive: the state of one moment, while the product goes on serving."""

import gzip
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg2 import sql

from mlcore.backups import reading, signing
from mlcore.backups.archive import BUNDLE, FORMAT, LEFT_OUT, MANIFEST, SIGNATURE, Manifest
from mlcore.bundles import files
from mlcore.models import ModelVersion

IN_MEMORY = 16 * 2**20


def write(target: IO[bytes]) -> Manifest:
    """Write the state of one moment to `target` and give the manifest."""
    with (
        gzip.GzipFile(fileobj=target, mode="wb", compresslevel=5, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
        _one_moment(),
    ):
        manifest = _write_members(tar)
        described = json.dumps(asdict(manifest), indent=1).encode()
        _add(tar, MANIFEST, io.BytesIO(described))
        _add(tar, SIGNATURE, io.BytesIO(signing.sign(described).encode()))
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """All tables as they are now, while the product goes on serving."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _write_members(tar: tarfile.TarFile) -> Manifest:
    tables = dict(_write_tables(tar))
    bundles, missing = _write_bundles(tar)
    return Manifest(
        format=FORMAT,
        created=timezone.now().isoformat(),
        version=settings.VERSION,
        migrations=_applied_migrations(),
        sequences=_sequences(),
        members=tables | bundles,
        missing_bundles=tuple(missing),
    )


def _applied_migrations() -> tuple[tuple[str, str], ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return tuple((app, name) for app, name in cursor.fetchall())


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
            cursor.copy_expert(
                sql.SQL("COPY {} TO STDOUT (FORMAT csv, HEADER)").format(sql.Identifier(table)),
                rows,
            )
            yield _add(tar, f"tables/{table}.csv", rows)


def _write_bundles(tar: tarfile.TarFile) -> tuple[dict[str, str], list[str]]:
    """Those that were written with their hashes, and the names of those that are missing."""
    written: dict[str, str] = {}
    missing: list[str] = []
    for name, sha256 in ModelVersion.objects.filter(pruned_at=None).order_by("pk").values_list("file", "sha256"):
        found = _write_bundle(tar, name, sha256)
        written |= found
        if not found:
            missing.append(name)
    return written, missing


def _write_bundle(tar: tarfile.TarFile, name: str, sha256: str) -> dict[str, str]:
    """Nothing for a file that is not what it was when its version was stored, whatever lies in its place."""
    member = f"bundles/{name}"
    if not BUNDLE.fullmatch(member):
        return {}
    try:
        with files.opened(name) as bundle:
            return dict([_add(tar, member, bundle)]) if reading.sha256_of(bundle) == sha256 else {}
    except FileNotFoundError:
        return {}


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes]) -> tuple[str, str]:
    content.seek(0)
    digest = reading.sha256_of(content)
    entry = tarfile.TarInfo(name)
    entry.size = content.tell()
    entry.mode = 0o600
    content.seek(0)
    tar.addfile(entry, content)
    return name, digest
