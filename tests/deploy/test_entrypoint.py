"""The first process of a container hears when it is told to stop, whatever it is doing."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

CONTAINER = Path(__file__).resolve().parents[2] / "deploy/container"
STUB = """#!/bin/sh
echo "$(basename "$0") $*" >>"$LOG"
case " $* " in *" $SLOW "*) echo $$ >"$LOG.pid"; exec cat "$LOG.fifo" ;; esac
[ "$1" != read ] || cat
"""
PREPARING = ["python manage.py restore", "python manage.py setup"]
TOGETHER = "python -m studentperf.serving.together"
BOTH = rf"{TOGETHER} gunicorn --config \S+ studentperf.wsgi -- python manage.py work --alive \S+"
SERVER = "postgres://u:p@db/x"


@pytest.fixture
def container(tmp_path, monkeypatch):
    """The entrypoint with programs that only write down how they were called; the one that is SLOW never ends."""
    bin_folder, scripts = tmp_path / "bin", tmp_path / "deploy/container"
    bin_folder.mkdir()
    scripts.mkdir(parents=True)
    for name in ("entrypoint", "settings.sh"):
        (scripts / name).write_text((CONTAINER / name).read_text().replace("/app/", f"{tmp_path}/"))
    for name in ("python", "gunicorn", "tar"):
        (bin_folder / name).write_text(STUB)
        (bin_folder / name).chmod(0o755)
    os.mkfifo(tmp_path / "log.fifo")
    monkeypatch.setenv("PATH", f"{bin_folder}:{os.environ['PATH']}")
    monkeypatch.setenv("LOG", str(tmp_path / "log"))
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", "a-key")
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost")
    monkeypatch.setenv("SLOW", "nothing")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def start(container, *arguments, **pipes):
    command = ["/bin/sh", str(container / "deploy/container/entrypoint"), *arguments]
    return subprocess.Popen(command, text=True, **pipes)


def called(container):
    return (container / "log").read_text().splitlines()


def test_serving_prepares_and_then_serves_with_a_worker(container):
    assert start(container).wait() == 0
    *first, last = called(container)
    assert all(line.startswith(step) for line, step in zip(first, PREPARING, strict=True))
    assert re.fullmatch(BOTH, last)


@pytest.mark.parametrize(("command", "expected"), [("serve", "gunicorn --config"), ("work", "python manage.py work")])
def test_with_a_server_as_database_web_server_and_worker_are_two_containers(container, monkeypatch, command, expected):
    monkeypatch.setenv("DATABASE_URL", SERVER)
    assert start(container, command).wait() == 0
    models, last = called(container)
    assert models.startswith("tar --extract")
    assert last.startswith(expected)


def test_the_code_of_what_serves_is_that_of_the_container(container):
    (container / "bin/python").write_text('#!/bin/sh\ncase " $* " in *" -m "*) exit 137 ;; esac\n')
    assert start(container).wait() == 137


@pytest.mark.parametrize("step", ["restore", "setup", "--config"])
def test_told_to_stop_at_any_step_it_ends_with_the_program_it_waited_for(container, monkeypatch, step):
    monkeypatch.setenv("SLOW", step)
    process = start(container)
    # Opening the other end waits until the slow program is there.
    with (container / "log.fifo").open("w"):
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 128 + signal.SIGTERM
    with pytest.raises(ProcessLookupError):
        os.kill(int((container / "log.pid").read_text()), 0)
    assert step in called(container)[-1]


def test_a_command_that_fails_ends_the_start_with_its_code(container):
    (container / "bin/python").write_text("#!/bin/sh\nexit 3\n")
    assert start(container).wait() == 3
    assert not (container / "log").exists()


def test_a_command_reads_what_is_given_to_the_container(container):
    process = start(container, "python", "read", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.communicate("an archive")[0] == "an archive"
    assert called(container) == ["python read"]


def test_quotes_of_an_env_file_are_taken_away(container, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", '""')
    monkeypatch.setenv("DATA_DIR", f"'{container}'")
    assert start(container).wait() == 0
    assert called(container)[0].startswith("python manage.py restore")


@pytest.mark.parametrize(("workers", "code"), [("two", 1), ("2.5", 1), ('"3"', 0)])
def test_a_number_of_workers_that_cannot_be_meant_is_said_in_a_line(container, monkeypatch, workers, code):
    monkeypatch.setenv("WEB_CONCURRENCY", workers)
    process = start(container, stderr=subprocess.PIPE)
    said = process.communicate()[1]
    assert process.returncode == code
    assert bool(code) == said.startswith(
        f"Settings: WEB_CONCURRENCY must be a whole number from 1 to 256, not '{workers}'"
    )


@pytest.mark.parametrize("url", ["", "postgres://u:p@db/x"])
@pytest.mark.parametrize("folder", ["log/data", "/proc/data"])
def test_a_folder_that_cannot_be_written_is_said_in_a_line(container, monkeypatch, folder, url):
    (container / "log").write_text("")
    monkeypatch.setenv("DATA_DIR", str(container / folder))
    monkeypatch.setenv("DATABASE_URL", url)
    process = start(container, stderr=subprocess.PIPE)
    said = process.communicate()[1]
    assert process.returncode == 1
    assert said.startswith("Settings: DATA_DIR must be a folder that user ")
    assert said.count("\n") == 1
    assert called(container) == []


@pytest.mark.parametrize("written", ["", "8081", '"8081"', "'8081'"])
def test_the_health_check_asks_at_the_port_that_is_served(container, monkeypatch, written):
    monkeypatch.setenv("PORT", written)
    assert subprocess.run(["/bin/sh", str(CONTAINER / "healthy")], check=False).returncode == 0
    (asked,) = called(container)
    assert f"'http://127.0.0.1:{'8081' if written else '8080'}/readyz'" in asked


@pytest.mark.parametrize(("age", "code"), [(None, 1), (0, 0), (120, 1)])
def test_a_worker_that_was_not_at_work_for_a_minute_is_not_healthy(container, age, code):
    worked(container, age)
    assert subprocess.run(["/bin/sh", str(CONTAINER / "healthy"), "work"], check=False).returncode == code


@pytest.mark.parametrize(("age", "code"), [(None, 0), (0, 0), (120, 1)])
def test_a_web_server_with_a_worker_is_healthy_where_both_are(container, age, code):
    worked(container, age)
    assert subprocess.run(["/bin/sh", str(CONTAINER / "healthy")], check=False).returncode == code


def worked(container, age):
    if age is not None:
        (container / "worker-alive").touch()
        os.utime(container / "worker-alive", (time.time() - age,) * 2)
