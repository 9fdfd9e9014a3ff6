"""The Postgres in a folder: comes when needed, goes with its last user, survives kill -9."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from studentperf.embedded_postgres import server

ROOT = Path(__file__).resolve().parents[2]
CONNECT = """
import sys, django
django.setup()
from django.db import connection
connection.cursor().execute("SELECT 1")
print("connected", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "postgres"


def start(folder: Path) -> subprocess.Popen[str]:
    """A process that is connected and waits for a line or its end."""
    environment = os.environ | {"DATA_DIR": str(folder.parent), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "studentperf.settings"
    process = subprocess.Popen(
        [sys.executable, "-c", CONNECT],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "connected\n", process.stderr.read()
    return process


def finish(process: subprocess.Popen[str]) -> None:
    _, errors = process.communicate("\n")
    assert process.returncode == 0, errors


def is_running(folder: Path) -> bool:
    return (folder / "postmaster.pid").exists()


def test_server_stops_with_its_last_user(folder):
    first, second = start(folder), start(folder)
    finish(first)
    assert is_running(folder)
    finish(second)
    assert not is_running(folder)


def test_a_user_killed_by_force_does_not_keep_the_server_for_ever(folder):
    killed = start(folder)
    killed.kill()
    killed.communicate()
    assert is_running(folder)
    finish(start(folder))
    assert not is_running(folder)


def test_a_killed_server_comes_back_with_its_data(folder):
    holder = start(folder)
    os.kill(int((folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    finish(start(folder))
    finish(holder)
    assert not is_running(folder)


def test_a_folder_whose_making_was_interrupted_is_made_anew(folder):
    folder.mkdir()
    (folder / "PG_VERSION").write_text("18\n")
    (folder / "postmaster.pid").write_text(f"-99999999\n{folder}\n1795488254\n5432\n\n\n  3621719    393265\n")
    folder.with_suffix(".making").touch()
    finish(start(folder))
    assert not folder.with_suffix(".making").exists()


def test_a_folder_in_use_is_never_made_anew(folder):
    finish(start(folder))
    (folder / "kept").touch()
    finish(start(folder))
    assert (folder / "kept").exists()


@pytest.mark.parametrize("left", ["", "99999999\n", "-99999999\n{folder}\n1795488254\n5432\n"])
def test_a_server_killed_while_starting_does_not_stop_the_next(folder, left):
    finish(start(folder))
    (folder / "postmaster.pid").write_text(left.format(folder=folder))
    finish(start(folder))
    assert not is_running(folder)


def test_a_server_that_cannot_start_is_a_database_error_in_words(folder):
    finish(start(folder))
    (folder / "postgresql.conf").write_text("nonsense = on\n")
    with pytest.raises(OperationalError, match="does not start"):
        server.socket_folder(folder)


def test_a_folder_that_cannot_be_made_is_a_database_error_in_words(folder):
    folder.parent.joinpath("file").touch()
    with pytest.raises(OperationalError, match="does not start"):
        server.socket_folder(folder.parent / "file" / "postgres")


def test_a_full_disk_is_named_as_the_reason(folder, monkeypatch):
    finish(start(folder))
    (folder / "postgresql.conf").write_text("nonsense = on\n")
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=5 * 2**20))
    with pytest.raises(OperationalError, match="only 5 MB are free"):
        server.socket_folder(folder)


def test_what_was_interrupted_while_it_was_made_is_not_made_to_its_end_only_to_stop_it(folder):
    folder.mkdir()
    (folder / "PG_VERSION").write_text("18\n")
    folder.with_suffix(".making").touch()
    server._hold(folder)
    server.release(folder)
    assert not folder.exists()
