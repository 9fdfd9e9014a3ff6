"""A backup holds everything, and what comes back answers as before."""

import io
import tarfile
from pathlib import Path

import pytest
from archives import taken_apart
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from factories import new_version
from full_disk import room_for
from rest_framework.test import APIClient

from mlcore.backups import writing
from mlcore.bundles import files
from mlcore.datasets import schemas
from mlcore.models import ModelVersion, SchemaVersion, Task
from predictor.api.authentication import tokens

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.tar.gz"


@pytest.fixture
def content(settings) -> User:
    schemas.schema_version("exams")
    return User.objects.create_user("keeper", first_name='Anna "Q", \n', email="")


def wipe() -> None:
    tables = ", ".join(connection.ops.quote_name(name) for name in connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {tables} CASCADE")
    call_command("migrate", verbosity=0)


def test_rows_come_back_as_they_were(content, file):
    call_command("backup", str(file))
    wipe()
    call_command("restore", str(file))
    assert User.objects.get() == content
    assert User.objects.get().first_name == 'Anna "Q", \n'
    assert SchemaVersion.objects.get().schema.name == "exams"


def test_restore_needs_no_tables_to_begin_with(content, file):
    call_command("backup", str(file))
    with connection.cursor() as cursor:
        names = ", ".join(connection.introspection.table_names())
        cursor.execute(f"DROP TABLE {names} CASCADE")
    call_command("restore", str(file))
    assert User.objects.get().username == "keeper"


def test_new_rows_after_a_restore_get_new_numbers(content, file):
    User.objects.create_user("gone").delete()
    call_command("backup", str(file))
    wipe()
    call_command("restore", str(file))
    assert User.objects.create_user("new").pk == content.pk + 2


def test_history_still_cannot_be_rewritten_after_a_restore(content, file):
    call_command("backup", str(file))
    call_command("restore", str(file), "--replace")
    with pytest.raises(Exception, match="history"):
        SchemaVersion.objects.update(version=9)


def test_data_is_not_overwritten_without_being_told(content, file):
    call_command("backup", str(file))
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(file))


def test_replace_loses_what_came_after_the_backup(content, file):
    call_command("backup", str(file))
    User.objects.create_user("later")
    call_command("restore", str(file), "--replace")
    assert [user.username for user in User.objects.all()] == ["keeper"]


def test_if_empty_does_nothing_where_there_is_data(content, file):
    call_command("restore", str(file), "--if-empty")
    assert User.objects.get() == content


def test_sessions_and_tokens_are_left_out(content, file, client):
    client.force_login(content)
    tokens.issue(content)
    call_command("backup", str(file))
    with tarfile.open(file) as tar:
        assert not [name for name in tar.getnames() if "session" in name or "token" in name]


def test_files_that_were_brought_are_left_out(content, file):
    """They tell more of people than was stored of them."""
    call_command("backup", str(file))
    with tarfile.open(file) as tar:
        assert not [name for name in tar.getnames() if name.endswith("file.csv")]


def test_a_token_that_was_ended_does_not_come_back_with_a_restore(content, file, monkeypatch):
    # As older backups were written.
    monkeypatch.setattr(writing, "LEFT_OUT", {"django_session", "django_migrations"})
    token, _ = tokens.issue(content)
    call_command("backup", str(file))
    monkeypatch.undo()
    call_command("restore", str(file), "--replace")
    assert APIClient(HTTP_AUTHORIZATION=f"Bearer {token}").get("/api/v1/tasks/").status_code == 401


def test_a_backup_is_for_its_owner_only(content, file):
    call_command("backup", str(file))
    assert file.stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_the_backup_that_was_there(content, file):
    file.write_text("before")
    with room_for(1000), pytest.raises(CommandError, match="the backup was not written"):
        call_command("backup", str(file))
    assert [path.read_text() for path in file.parent.glob("*.*")] == ["before"]


def test_a_bundle_that_cannot_be_restored_leaves_nothing_half_written(math, file, settings):
    call_command("backup", str(file))
    bundle = settings.BUNDLE_DIR / math.versions.get().file
    bundle.unlink()
    with room_for(1000), pytest.raises(CommandError, match="File too large"):
        call_command("restore", str(file), "--replace")
    assert not list(settings.BUNDLE_DIR.iterdir())


def test_a_damaged_bundle_is_not_put_into_a_backup_as_if_it_were_whole(math, settings, file):
    said = io.StringIO()
    (settings.BUNDLE_DIR / math.versions.get().file).write_bytes(b"damaged")
    call_command("backup", str(file), stderr=said)
    assert "gone or damaged" in said.getvalue()
    assert not [name for name in taken_apart(file) if name.startswith("bundles/")]


def rewritten(file: Path, change) -> Path:
    """The same archive with `change` applied to each (name, bytes)."""
    target = file.with_name("changed.tar.gz")
    with tarfile.open(file) as old, tarfile.open(target, "w:gz") as new:
        for entry in old:
            name, blob = change(entry.name, old.extractfile(entry).read())
            info = tarfile.TarInfo(name)
            info.size = len(blob)
            new.addfile(info, io.BytesIO(blob))
    return target


@pytest.mark.parametrize(
    "change",
    [
        lambda name, blob: (name, blob.replace(b"keeper", b"robber")),
        lambda name, blob: (name.replace("tables/", "tables/../../"), blob),
        lambda name, blob: (name, blob.replace(b'"format": 2', b'"format": 99')),
        lambda name, blob: (name, blob.replace(b'"0001_initial"', b'"0099_of_the_future"')),
    ],
    ids=["altered rows", "escaping names", "other format", "newer release"],
)
def test_an_archive_that_is_not_right_is_refused_and_changes_nothing(content, file, change):
    call_command("backup", str(file))
    with pytest.raises(CommandError):
        call_command("restore", str(rewritten(file, change)), "--replace")
    assert User.objects.get().username == "keeper"


@pytest.mark.parametrize("part", [0, 0.1, 0.9])
def test_a_truncated_archive_is_refused(content, file, part):
    call_command("backup", str(file))
    blob = file.read_bytes()
    file.write_bytes(blob[: int(len(blob) * part)])
    with pytest.raises(CommandError, match="another"):
        call_command("restore", str(file), "--replace")


def test_a_failure_half_way_leaves_the_old_data(content, file):
    call_command("backup", str(file))
    User.objects.create_user("later")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mlcore.backups.tables.set_sequences", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            call_command("restore", str(file), "--replace")
    assert User.objects.filter(username="later").exists()


def test_an_older_backup_is_migrated_to_this_release(content, file):
    call_command("migrate", "predictor", "0001", verbosity=0)
    call_command("backup", str(file))
    call_command("migrate", verbosity=0)
    call_command("restore", str(file), "--replace")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'prediction_never_changes'")
        assert cursor.fetchone()[0] == 1
    assert Task.objects.exists()
    assert not ModelVersion.objects.exists()


def test_a_file_that_was_pruned_is_not_missed(math, file, capsys):
    version = new_version(math, shift=1.0)
    ModelVersion.objects.filter(pk=version.pk).update(pruned_at=timezone.now())
    files.delete(version.file)
    call_command("backup", str(file))
    assert "Warning" not in capsys.readouterr().err
    assert f"bundles/{version.file}" not in taken_apart(file)
