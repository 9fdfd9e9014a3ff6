"""Whatever goes wrong in the database, no log of the server holds whose row it was."""

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import psycopg2.extras
import pytest
from django.core.management import call_command
from django.db import connection

from studentperf.basics import server_log
from studentperf.embedded_postgres import server

CANARY = "Zebulon-Canary"
TABLE = "CREATE TEMP TABLE pupil (number int UNIQUE, name text CHECK (name <> 'x'), score int)"
ROW = f"INSERT INTO pupil VALUES (1, '{CANARY}', 5)"
BAD = [
    ROW,
    f"INSERT INTO pupil VALUES (2, '{CANARY}', '{CANARY}')",
    f"INSERT INTO pupil VALUES (2, 'x', 5), (3, '{CANARY}', 5)",
    f"SELECT '{CANARY}'::date",
    f"SELECT '{CANARY}'::jsonb",
    f"SELECT no_such_column FROM pupil WHERE name = '{CANARY}'",
    f"DO $$ BEGIN RAISE EXCEPTION 'about {CANARY}' USING DETAIL = '{CANARY}', HINT = '{CANARY}'; END $$",
    f"DO $$ BEGIN RAISE WARNING 'about {CANARY}'; END $$",
    f"SET statement_timeout = 1; SELECT pg_sleep(1), '{CANARY}'",
    f"SELECT 1 / (length('{CANARY}') - {len(CANARY)})",
    f"not sql at all, {CANARY}",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("server") / "postgres"
    server.socket_folder(folder)
    yield folder
    server.release(folder)


def connect(folder: Path) -> "psycopg2.extensions.connection":
    connected = psycopg2.connect(host=server.socket_folder(folder), user="postgres", dbname="postgres")
    connected.autocommit = True
    return connected


def test_no_error_brings_a_row_into_the_servers_log(folder):
    with contextlib.closing(connect(folder)) as connected, connected.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute(ROW)
        failed = 0
        for statement in BAD:
            try:
                cursor.execute(statement)
            except psycopg2.Error:
                failed += 1
    assert failed == len(BAD) - 1  # one is a warning
    assert CANARY not in (folder / "log").read_text()


def test_a_folder_of_an_earlier_release_is_told_and_its_log_begins_anew(folder):
    with contextlib.closing(connect(folder)) as connected, connected.cursor() as cursor:
        for name in server_log.SETTINGS:
            cursor.execute(f"ALTER SYSTEM RESET {name}")
        cursor.execute("SELECT pg_reload_conf()")
    (folder / "log").write_text(f"DETAIL:  Key (name)=({CANARY}) already exists.")
    server.socket_folder(folder)
    assert CANARY not in (folder / "log").read_text()
    test_no_error_brings_a_row_into_the_servers_log(folder)


@pytest.mark.django_db
def test_a_server_that_would_log_rows_is_named_before_migrating_with_the_remedy(capsys):
    assert server_log.check(databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("SET log_error_verbosity = 'default'")
        call_command("check", databases=["default"])
        cursor.execute("RESET log_error_verbosity")
    said = capsys.readouterr().err
    assert "(log_error_verbosity)" in said
    assert "ALTER SYSTEM SET log_error_verbosity = 'terse'" in said


def busy_with_the_row(folder: Path) -> "psycopg2.extensions.connection":
    connected = psycopg2.connect(host=server.socket_folder(folder), user="postgres", dbname="postgres", async_=True)
    psycopg2.extras.wait_select(connected)
    connected.cursor().execute(f"SELECT pg_sleep(60), '{CANARY}'")
    connected.poll()
    return connected


def ask_for_ever(connected: "psycopg2.extensions.connection") -> None:
    while True:
        connected.cursor().execute("SELECT 1")


def wait_until_it_answers(folder: Path) -> None:
    while True:
        with contextlib.suppress(psycopg2.OperationalError):
            return connect(folder).close()


def test_a_connection_that_is_ended_does_not_say_at_which_row(folder):
    busy = busy_with_the_row(folder)
    os.kill(busy.info.backend_pid, signal.SIGTERM)
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.extras.wait_select(busy)
    log = (folder / "log").read_text()
    assert "terminating connection" in log
    assert CANARY not in log


def test_a_server_process_that_is_killed_does_not_say_at_which_row(folder):
    busy, other = busy_with_the_row(folder), connect(folder)
    os.kill(busy.info.backend_pid, signal.SIGKILL)
    with pytest.raises(psycopg2.Error):
        ask_for_ever(other)  # the server sees it, writes it down, and ends all connections
    wait_until_it_answers(folder)  # told to stop before that, it takes a minute
    log = (folder / "log").read_text()
    assert "was terminated by signal 9" in log
    assert CANARY not in log
