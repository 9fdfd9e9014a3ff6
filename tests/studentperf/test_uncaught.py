"""What nobody catches is logged by kind and place as well: in commands, threads, workers, and by the log itself."""

import io
import logging.config
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, connection, transaction
from factories import PASSWORD
from servers import serving

from studentperf.basics import exceptions_told, logs

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Zebulon-Canary"
FAILING_APP = f"""
import django; django.setup()
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield b"the first of many lines"
    raise ValueError("{CANARY}")
"""


def command(code: str, *options: str) -> str:
    """What a command of manage.py leaves on the terminal that runs into this."""
    ran = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", *options, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("options", [(), ("--traceback",)])
def test_a_command_that_fails_says_where_and_not_whose(options):
    said = command(f"class Pupil(ValueError): pass\nraise Pupil('{CANARY}')", *options)
    assert "Pupil" in said
    assert "shell.py" in said
    assert CANARY not in said


def test_an_argument_that_is_no_utf8_is_refused_in_a_line():
    arguments = [sys.executable, "manage.py", "import_dataset", b"Klasse\xff.csv", "--schema", "exams"]
    ran = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr == (
        "'Klasse\ufffd.csv' holds letters that are not UTF-8. Rename the file, or write it in another way.\n"
    )


def test_a_command_that_meets_a_duplicate_does_not_quote_the_row():
    code = (
        "from django.db import connection as c; k = c.cursor(); k.execute('CREATE TEMP TABLE t (name text UNIQUE)'); "
        f"k.execute('INSERT INTO t VALUES (%s), (%s)', ['{CANARY}'] * 2)"
    )
    said = command(code)
    assert "UniqueViolation" in said
    assert CANARY not in said


def test_a_thread_and_an_object_that_is_cleared_away_say_it_the_same_way():
    code = (
        f"import threading\ndef fail(*_): raise ValueError('{CANARY}')\n"
        "thread = threading.Thread(target=fail); thread.start(); thread.join()\n"
        "type('Gone', (), {'__del__': fail})()"
    )
    said = command(code)
    assert "thread_failed" in said
    assert "clearing_failed" in said
    assert CANARY not in said


def test_a_warning_of_a_library_says_where_and_not_what():
    said = command(f"import warnings; warnings.warn('naive datetime of {CANARY}', RuntimeWarning)")
    assert "RuntimeWarning" in said
    assert CANARY not in said


def test_a_log_that_cannot_be_written_does_not_print_what_it_was_to_write():
    code = (
        "import logging; handler = logging.getLogger().handlers[0]; "
        "handler.emit = lambda record: handler.handleError(record)\n"
        f"try:\n    raise ValueError('{CANARY}')\nexcept ValueError:\n    logging.getLogger('x').exception('{CANARY}')"
    )
    assert CANARY not in command(code)


def test_a_worker_whose_answer_breaks_off_says_where_and_not_whose(tmp_path):
    (tmp_path / "failing_app.py").write_text(FAILING_APP)
    options = ("--pythonpath", str(tmp_path))
    with serving("failing_app:application", *options, DJANGO_SETTINGS_MODULE="studentperf.settings") as server:
        server.ask(f"GET /students/?q={CANARY} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        server.ask(f"GET /students/?q={CANARY} and more HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        server.process.terminate()
        said = server.process.stderr.read()
    assert "failing_app.py:6 application" in said
    assert CANARY not in said


def text_of(configured: dict, name: str, *message: object) -> str:
    written = io.StringIO()
    configured["handlers"]["lines"]["stream"] = written
    before = logging.getLogger().handlers[:]
    logging.config.dictConfig(configured)
    logging.getLogger(name).error(*message)
    logging.getLogger().handlers[:] = before
    return written.getvalue()


@pytest.mark.parametrize(
    "message",
    [
        ("Error handling request %s", f"/students/?q={CANARY}"),
        ("Invalid request from ip=10.0.0.1: Invalid HTTP request line: 'GET /" + CANARY + " x HTTP/1.1'",),
        ("Invalid request from ip=::1: Invalid HTTP Header: '" + CANARY + "'",),
    ],
)
def test_the_servers_own_lines_quote_no_request(message):
    said = text_of(
        logs.configure(form="json", level="INFO", stream="stderr", show_values=False), "gunicorn.error", *message
    )
    assert "request" in said
    assert CANARY not in said


@pytest.mark.django_db
def test_a_full_disk_is_told_without_the_row_that_it_stopped():
    with pytest.raises(OperationalError) as failed, connection.cursor() as cursor:
        cursor.execute(
            "DO $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full', DETAIL = %s; END $$", [CANARY]
        )
    assert CANARY in str(failed.value)
    assert exceptions_told.message(failed.value) == "no space left"


def test_a_file_is_not_named_after_whom_it_may_be():
    with pytest.raises(OSError, match=CANARY) as failed:
        Path(f"/nowhere/{CANARY}.csv").read_text()
    assert exceptions_told.message(failed.value) == "No such file or directory"


@pytest.fixture
def written(settings):
    """Everything that is logged while pages, API and tables are used."""
    stream = io.StringIO()
    configured = logs.configure(form="json", level="DEBUG", stream="stderr", show_values=False)
    configured["handlers"]["lines"]["stream"] = stream
    before = logging.getLogger().handlers[:]
    logging.config.dictConfig(configured)
    yield stream
    logging.getLogger().handlers[:] = before


def postgres_log() -> str:
    folder = connection.settings_dict.get("FOLDER")
    if folder is None:
        pytest.skip("this server keeps its own log")
    return (Path(folder) / "log").read_text()


def test_duplicates_by_page_api_and_table_stand_in_no_log(client, people, student, written):
    client.force_login(people.owner)
    new = {"name": CANARY, "reference": f"{CANARY}-7"}
    page = f"/classes/{student.classroom_id}/students/new/"
    token = client.post("/api/v1/token/", {"username": "owner", "password": PASSWORD}, "application/json").json()[
        "token"
    ]
    api = {"content_type": "application/json", "headers": {"Authorization": f"Bearer {token}"}}
    assert [client.post(page, new).status_code for _ in range(2)] == [302, 200]
    refused = client.post("/api/v1/students/", new | {"classroom": student.classroom_id, "known": {}}, **api)
    assert refused.status_code == 400
    with pytest.raises(IntegrityError), transaction.atomic():
        student.classroom.own_students.create(**new)
    logging.getLogger("x").error("failed", exc_info=twice_the_same_user())
    assert "IntegrityError" in written.getvalue()
    assert CANARY not in written.getvalue() + postgres_log()


def twice_the_same_user() -> Exception:
    User.objects.create(username=CANARY)
    try:
        with transaction.atomic():
            User.objects.create(username=CANARY)
    except IntegrityError as error:
        return error
    raise AssertionError("a user name was given twice")
