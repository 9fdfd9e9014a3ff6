"""An archive that no backup of this installation made is refused in one line, and nothing is touched."""

import gzip
import hashlib
import io
import os
import pickle
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from archives import put_together, sealed, taken_apart
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from factories import live_task

from mlcore.backups import reading, tables
from mlcore.backups.archive import ArchiveError
from mlcore.models import Restoration, Task

pytestmark = pytest.mark.django_db
TRUSTED = ("--trust", "a test made it")
STUDENTS = "tables/predictor_student.csv"
USERS = "tables/auth_user.csv"


@pytest.fixture(scope="module")
def made(tmp_path_factory, django_db_setup, django_db_blocker):
    """A folder with the backup of an installation that is stored, not only in the transaction of a test."""
    folder = tmp_path_factory.mktemp("installation")
    with django_db_blocker.unblock(), override_settings(BUNDLE_DIR=folder / "bundles"):
        live_task("math", "exams")
        call_command("backup", str(folder / "backup.tar.gz"), stderr=io.StringIO())
        yield folder
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def backup(quick_settings, settings, made, db) -> Path:
    settings.BUNDLE_DIR = made / "bundles"
    return made / "backup.tar.gz"


def refused(file: Path, *options: str) -> str:
    """The line with which it is refused, after looking that all is as before."""
    bundles = state_of_bundles()
    with pytest.raises(CommandError) as error:
        call_command("restore", str(file), "--replace", *options)
    assert "\n" not in str(error.value)
    assert state_of_bundles() == bundles
    assert Task.objects.exists()
    return str(error.value)


def state_of_bundles() -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in configured.BUNDLE_DIR.iterdir()}


class Robber:
    """What a prepared model file runs as soon as it is unpickled."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self):
        return os.mkdir, (str(self.proof),)


def test_an_unsigned_archive_runs_none_of_its_code(backup, tmp_path):
    members = taken_apart(backup)
    (old,) = [name for name in members if name.startswith("bundles/")]
    prepared = pickle.dumps(Robber(tmp_path / "was-here"))
    sha256 = hashlib.sha256(prepared).hexdigest()
    members = {name: blob.replace(old[-71:-7].encode(), sha256.encode()) for name, blob in members.items()}
    members[old.replace(old[-71:-7], sha256)] = prepared
    file = put_together(tmp_path / "odd.tar.gz", sealed(members, sign=False))
    assert "SECRET_KEY" in refused(file)
    assert not (tmp_path / "was-here").exists()


def test_another_installations_archive_is_refused_until_it_is_trusted(backup, settings):
    settings.SECRET_KEY = "another installation's, " * 3
    assert "--trust" in refused(backup)
    call_command("restore", str(backup), "--replace", *TRUSTED)
    assert Restoration.objects.get().trusted_because == "a test made it"


def test_trust_without_a_reason_is_no_trust(backup):
    assert "say why" in refused(backup, "--trust", "  ")


def test_a_new_machine_with_the_same_key_needs_no_trust(backup, settings, tmp_path):
    settings.BUNDLE_DIR = tmp_path / "new machine"
    call_command("restore", str(backup), "--replace")
    assert Restoration.objects.get().trusted_because == ""
    assert len(list(settings.BUNDLE_DIR.iterdir())) == 1


@pytest.mark.parametrize("part", ["manifest.json", "signature", STUDENTS, "bundles/"])
def test_one_changed_byte_anywhere_is_seen(backup, tmp_path, part):
    members = taken_apart(backup)
    name = next(name for name in members if name.startswith(part))
    middle = len(members[name]) // 2
    blob = bytearray(members[name])
    blob[middle] ^= 1
    refused(put_together(tmp_path / "odd.tar.gz", members | {name: bytes(blob)}))


def test_a_bundle_under_anothers_name_does_not_replace_the_live_file(backup, tmp_path):
    members = taken_apart(backup)
    name = next(name for name in members if name.startswith("bundles/"))
    file = put_together(tmp_path / "odd.tar.gz", sealed(members | {name: b"not what it was"}))
    assert "not the model file that its name says" in refused(file)


@pytest.mark.parametrize(
    "heading",
    [
        b"\"id) FROM PROGRAM 'touch /tmp/x' --\"",
        b'"""id"") FROM STDIN; DROP TABLE mlcore_task; --"',
        b"id,name,no_such_column",
        b"id,id,name",
        b"",
        b"\xff\xfe",
        b'"id',
        b"id," * 50_000,
    ],
    ids=["a program", "two statements", "unknown", "twice", "none", "no text", "open quote", "long"],
)
def test_a_heading_that_is_no_list_of_columns_reaches_no_sql(db, heading):
    with pytest.raises(ArchiveError, match="predictor_student"):
        tables.fill("predictor_student", io.BytesIO(heading + b"\n1\n"), frozenset({"predictor_student"}))
    assert not connection.needs_rollback


def test_rows_that_do_not_fit_are_refused_without_quoting_them(db):
    rows = io.BytesIO(b"id,name\nZebulon-Canary,Zebulon-Canary\n")
    with pytest.raises(ArchiveError, match="predictor_student") as refusal:
        tables.fill("predictor_student", rows, frozenset({"predictor_student"}))
    assert "Zebulon" not in str(refusal.value)


def test_rows_for_a_table_that_is_not_the_products_are_refused(backup, tmp_path):
    members = taken_apart(backup) | {"tables/pg_authid.csv": b"rolname\nrobber\n"}
    assert "did not have" in refused(put_together(tmp_path / "odd.tar.gz", sealed(members)))


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.pop("migrations"),
        lambda manifest: manifest.update(migrations="all"),
        lambda manifest: manifest.update(migrations=[["mlcore"]]),
        lambda manifest: manifest.update(migrations=[["mlcore", 1]]),
        lambda manifest: manifest.update(sequences={"auth_user_id_seq": "9"}),
        lambda manifest: manifest.update(members=[]),
        lambda manifest: manifest.update(members={}),
        lambda manifest: manifest.update(created="yesterday"),
        lambda manifest: manifest.update(version="\x1b[2J" * 50),
        lambda manifest: manifest.update(format="2"),
        lambda manifest: manifest.update(format=[]),
        lambda manifest: manifest.clear(),
    ],
)
def test_a_manifest_of_another_shape_is_refused(backup, tmp_path, change):
    refused(put_together(tmp_path / "odd.tar.gz", sealed(taken_apart(backup), change)))


@pytest.mark.parametrize(
    "blob", [b"", b"[]", b"null", b"{", b"[" * 100_000, b"\xff", b"1" * 10_000, b" " * (17 * 2**20)]
)
def test_a_manifest_that_is_no_manifest_is_refused(backup, tmp_path, blob):
    refused(put_together(tmp_path / "odd.tar.gz", taken_apart(backup) | {"manifest.json": blob}))


def odd_entry(name: str, **how) -> bytes:
    info = tarfile.TarInfo(name)
    for attribute, value in how.items():
        setattr(info, attribute, value)
    return info.tobuf()


END = bytes(1024)


ODD = [
    b"",
    b"PK\x03\x04 a zip file",
    gzip.compress(b""),
    gzip.compress(b"no tar file"),
    gzip.compress(b"x" * 5000),
    gzip.compress(END),
    gzip.compress(END)[:-9],
    gzip.compress(odd_entry("tables/../../etc/passwd") + END),
    gzip.compress(odd_entry("/etc/passwd") + END),
    gzip.compress(odd_entry("bundles/..") + END),
    gzip.compress(odd_entry("tables/\x1b[2J\n.csv") + END),
    gzip.compress(odd_entry(USERS, type=tarfile.SYMTYPE, linkname="/etc/passwd") + END),
    gzip.compress(odd_entry(USERS, type=tarfile.LNKTYPE, linkname=STUDENTS) + END),
    gzip.compress(odd_entry(USERS, type=tarfile.FIFOTYPE) + END),
    gzip.compress(odd_entry(USERS, type=tarfile.DIRTYPE) + END),
    gzip.compress(odd_entry(USERS, type=tarfile.XHDTYPE, size=2**33) + END),
    gzip.compress(odd_entry(USERS, type=tarfile.GNUTYPE_LONGNAME, size=2**33) + END),
    gzip.compress(odd_entry(USERS, size=2**40) + END),
    gzip.compress(odd_entry(USERS) + odd_entry(USERS) + END),
    gzip.compress(odd_entry("manifest.json") + odd_entry("manifest.json") + END),
]


@pytest.mark.parametrize("blob", ODD, ids=range(len(ODD)))
def test_what_is_no_archive_or_holds_odd_entries_is_refused(backup, tmp_path, blob):
    file = tmp_path / "odd.tar.gz"
    file.write_bytes(blob)
    refused(file, *TRUSTED)


def test_a_folder_or_no_file_at_all_is_refused(backup, tmp_path):
    refused(tmp_path)
    refused(tmp_path / "nowhere.tar.gz")


@pytest.mark.parametrize("sequences", [{"auth_user_id_seq": -1}, {"auth_user_id_seq": 2**70}, {"x'); DROP --": 1}])
def test_numbers_that_no_table_can_count_on_from_are_refused(backup, sequences):
    with backup.open("rb") as file:
        manifest = reading.verify(file).manifest
    with pytest.raises(ArchiveError, match="counts on"):
        tables.set_sequences(replace(manifest, sequences=sequences))


def test_an_archive_that_is_changed_after_it_was_verified_is_not_used(backup, tmp_path):
    changed = put_together(tmp_path / "odd.tar.gz", taken_apart(backup) | {STUDENTS: b"id\n"})
    with backup.open("rb") as file, changed.open("rb") as other:
        manifest = reading.verify(file).manifest
        with pytest.raises(ArchiveError, match="changed while"):
            list(reading.members(other, manifest))


def test_check_says_what_it_is_and_touches_nothing(backup, settings):
    said = io.StringIO()
    call_command("restore", str(backup), "--check", stdout=said)
    assert "signed by this installation" in said.getvalue()
    assert not Restoration.objects.exists()
