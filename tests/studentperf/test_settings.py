"""Settings refuse what would expose a school, each with its remedy, and are all documented."""

import os
import re
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from factories import PASSWORD
from hypothesis import given
from hypothesis import strategies as st

from studentperf.basics import environment, visitors

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"SECRET_KEY": "k7" * 40 + "xyz-abc-123", "ALLOWED_HOSTS": "perf.example.org", "HTTPS": "true", "DEBUG": "false"}
NO_DATABASE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}


def check(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """manage.py check under these settings and no others."""
    return manage("check", *options, **environment)


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "DATA_DIR") if name in os.environ}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False)


def test_production_settings_have_no_warnings():
    result = check("--deploy", "--fail-level", "WARNING", **GOOD)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ({"SECRET_KEY": ""}, "secrets.token_urlsafe"),
        ({"SECRET_KEY": "short"}, "32 random characters"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS=perf.example.org"),
        ({"ALLOWED_HOSTS": "*"}, "name the hosts"),
        ({"DEBUG": "true", "HTTPS": "false"}, "set DEBUG=false"),
        ({"DEBUG": "true", "ALLOWED_HOSTS": "localhost"}, "set one of them to false"),
        ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "postgres://"),
        ({"LOG_FORMAT": "xml"}, "json or text"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL must be"),
        ({"HTTPS": "ture"}, "HTTPS must be true or false"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS=perf.example.org"),
        ({"PROXY_COUNT": "-1"}, "PROXY_COUNT must be a whole number from 0"),
        ({"HSTS_SECONDS": "a year"}, "HSTS_SECONDS must be a whole number"),
        ({"API_TOKEN_DAYS": "99999999999"}, "API_TOKEN_DAYS must be a whole number from 1 to 3,650"),
        ({"GATE_GROUP_LOSS": "1,5"}, "GATE_GROUP_LOSS must be a number from 0 to 100, with a point, not '1,5'"),
        ({"METRICS_NETWORKS": "10.0.0.0/8,banana"}, "METRICS_NETWORKS must list networks"),
        ({"DATA_DIR": __file__}, "DATA_DIR must be a folder"),
        ({"DATA_DIR": f"{__file__}/data"}, "DATA_DIR must be a folder"),
        ({"SITE_URL": "perf.example.org"}, "SITE_URL must be an address such as https://perf.example.org"),
        ({"TIME_ZONE": "Mars/Base"}, "Europe/Berlin"),
        ({"DATABASE_URL": "postgres://u:p@host:abc/name"}, "DATABASE_URL cannot be read"),
        ({"DASK_SCHEDULER": "10.0.0.5"}, "must be an address such as tcp://10.0.0.5:8786, not '10.0.0.5'"),
        ({"PASSWORD_SIGN_IN": "false"}, "needs a provider to sign in with: set OIDC_SERVER"),
        ({"BUNDLE_BUCKET": "our-models", "AWS_ACCESS_KEY_ID": "A"}, "AWS_SECRET_ACCESS_KEY belong together"),
    ],
)
def test_nonsense_stops_the_start_and_names_the_remedy(changes, remedy):
    result = check(**GOOD | changes)
    assert result.returncode == 1
    assert remedy in result.stderr
    assert "Traceback" not in result.stderr


def test_a_command_says_in_a_line_that_the_database_is_not_there():
    result = manage("migrate", **GOOD, **NO_DATABASE)
    assert result.returncode == 1
    assert result.stderr.startswith("Database: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("options", "seconds"), [("", 5), ("?sslmode=require", 5), ("?connect_timeout=20", 20)])
def test_a_database_server_that_never_answers_is_given_up(monkeypatch, options, seconds):
    monkeypatch.setenv("DATABASE_URL", f"postgres://u:p@db/x{options}")
    assert environment.database(environment.read(), "DATABASE_URL")["OPTIONS"]["connect_timeout"] == seconds


def test_both_sides_notice_within_a_minute_that_the_other_vanished(monkeypatch, db):
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@db/x")
    asked = environment.database(environment.read(), "DATABASE_URL")["OPTIONS"]
    assert asked["keepalives_idle"] + asked["keepalives_interval"] * asked["keepalives_count"] < 60
    with closing(psycopg2.connect(**connection.get_connection_params() | asked)) as ours, ours.cursor() as cursor:
        cursor.execute("SELECT name, reset_val FROM pg_settings WHERE source = 'client' AND name LIKE 'tcp%'")
        told = dict(cursor.fetchall())
    names = ("keepalives_idle", "keepalives_interval", "keepalives_count")
    wanted = {f"tcp_{name}": str(asked[name]) for name in names} | {"tcp_user_timeout": str(asked["tcp_user_timeout"])}
    assert told == wanted


def test_an_address_may_ask_for_other_times(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@db/x?keepalives_idle=60&options=-csearch_path%3Dx")
    asked = environment.database(environment.read(), "DATABASE_URL")["OPTIONS"]
    assert (asked["keepalives_idle"], asked["options"]) == (60, "-csearch_path=x")


def test_a_command_says_in_a_line_that_the_database_server_never_answers():
    with socket.create_server(("127.0.0.1", 0)) as server:
        silent = f"postgres://u:p@127.0.0.1:{server.getsockname()[1]}/x?connect_timeout=2"
        result = manage("migrate", **GOOD | {"DATABASE_URL": silent})
    assert result.returncode == 1
    assert result.stderr.startswith("Database: ")
    assert "Traceback" not in result.stderr


def test_a_command_that_is_asked_for_the_traceback_gives_it():
    result = manage("migrate", "--traceback", **GOOD, **NO_DATABASE)
    assert "get_new_connection" in result.stderr


def test_a_command_that_is_interrupted_says_so_in_a_line():
    # A shell may have started the tests in the background, where an interruption is ignored.
    heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"
    interrupted = f"import os, signal; {heard}; os.kill(os.getpid(), signal.SIGINT)"
    result = manage("shell", "-v0", "-c", interrupted, **GOOD)
    assert (result.returncode, result.stderr) == (130, "Stopped; run it again to go on.\n")


def test_debug_is_allowed_on_ones_own_machine():
    assert check(**GOOD | {"DEBUG": "true", "HTTPS": "false", "ALLOWED_HOSTS": "localhost,127.0.0.1"}).returncode == 0


def read_by(path: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, (ROOT / path).read_text()))


def test_every_setting_is_documented_and_nothing_else():
    used = read_by("studentperf/settings.py", r'\benv(?:\.\w+\(\s*|,\s*)"([A-Z_]+)"')
    used |= read_by("studentperf/sign_in.py", r'\benv(?:\.\w+\(\s*|,\s*)"([A-Z_]+)"')
    used |= read_by("studentperf/basics/environment.py", r'\bwhole\(env,\s*"([A-Z_]+)"')
    used |= read_by("studentperf/basics/buckets.py", r'\benv(?:\.\w+\(\s*|,\s*)"([A-Z_]+)"')
    used |= read_by("deploy/container/gunicorn.conf.py", r'\benv(?:\.\w+\(\s*|,\s*)"([A-Z_]+)"')
    used |= read_by("deploy/container/entrypoint", r"\$\{([A-Z_]+):-")
    used |= read_by("docker-compose.yml", r"\$\{([A-Z_]+):-")
    documented = read_by(".env.example", r"(?m)^#?([A-Z_]+)=")
    assert documented == used


def test_the_example_file_alone_starts_nothing_with_a_known_key():
    assert "SECRET_KEY" not in {line.partition("=")[0] for line in (ROOT / ".env.example").read_text().splitlines()}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.7", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "1.2.3.4, 203.0.113.7", "203.0.113.7"),
        (2, "1.2.3.4, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (1, "", "10.0.0.1"),
    ],
)
def test_a_visitor_cannot_pretend_to_come_from_elsewhere(rf, settings, proxies, forwarded, expected):
    settings.PROXY_COUNT = proxies
    request = rf.get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="10.0.0.1")
    assert visitors.address(request) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("203.0.113.7:8443", "203.0.113.7"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ('"[2001:db8::1]"', "2001:db8::1"),
        ("2001:DB8::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        *(
            (nonsense, "10.0.0.1")
            for nonsense in ("unknown", "_hidden", "1.2.3", "999.1.1.1", "[", "]:1", "::1::1", "\xff", "x" * 999)
        ),
    ],
)
def test_an_entry_is_an_address_or_says_nothing(rf, settings, entry, expected):
    settings.PROXY_COUNT = 1
    request = rf.get("/", headers={"x-forwarded-for": entry}, REMOTE_ADDR="10.0.0.1")
    assert visitors.address(request) == expected


@pytest.mark.parametrize("entry", ["unknown", "203.0.113.7:8443", "[2001:db8::1]:443", "\xff", "1.2.3.4.5", "", ","])
def test_a_log_in_works_whatever_the_proxy_says(client, people, settings, entry):
    settings.PROXY_COUNT = 1
    known = {"username": people.owner.username, "password": PASSWORD}
    assert client.post("/login/", known | {"password": "wrong"}, headers={"x-forwarded-for": entry}).status_code == 200
    assert client.post("/login/", known, headers={"x-forwarded-for": entry}).status_code == 302


def test_a_settings_file_that_is_not_text_is_named(tmp_path):
    path = tmp_path / ".env"
    path.write_bytes(b"SECRET_KEY=\xff\xfe")
    with pytest.raises(ImproperlyConfigured, match="is not text in UTF-8"):
        environment.read(path)


@pytest.mark.parametrize("written", ["false", "'false'", '"false"', ' "false" '])
def test_quotes_that_an_env_file_leaves_are_no_part_of_a_value(monkeypatch, written):
    monkeypatch.setenv("HTTPS", written)
    assert environment.switch(environment.read(), "HTTPS", default=True) is False


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.sampled_from("\"'"))
def test_a_value_in_quotes_is_the_value(value, quote):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOL", f"{quote}{value}{quote}")
        assert environment.read().ENVIRON["SCHOOL"] == value


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ({"WEB_CONCURRENCY": "257"}, "WEB_CONCURRENCY must be a whole number from 1 to 256, not '257'"),
        ({"WEB_THREADS": "0"}, "WEB_THREADS must be a whole number from 1 to 256, not '0'"),
        ({"WEB_TIMEOUT": "1m"}, "WEB_TIMEOUT must be a whole number from 1 to 3,600, not '1m'"),
        ({"PORT": "80800"}, "PORT must be a whole number from 1 to 65,535, not '80800'"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT must be json or text"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be set to at least 32 random characters"),
    ],
)
def test_the_server_of_a_container_says_in_a_line_what_cannot_be_meant(changes, remedy):
    result = serve_nothing(**GOOD | changes)
    assert result.returncode == 1
    assert result.stderr.startswith(f"Settings: {remedy}")
    assert len(result.stderr.splitlines()) == 1


def test_the_server_of_a_container_understands_quotes():
    assert serve_nothing(**GOOD | NO_DATABASE | {"WEB_THREADS": '"3"'}).returncode == 0


def serve_nothing(**environment: str) -> subprocess.CompletedProcess[str]:
    config = ["--check-config", "--config", "deploy/container/gunicorn.conf.py", "studentperf.wsgi"]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "DATA_DIR") if name in os.environ}
    command = [sys.executable, "-m", "gunicorn", *config]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False)
