"""A container makes demo accounts for a first look, and where somebody asks for them; never by itself for a school."""

import os
import subprocess
from pathlib import Path

import pytest
from commands import Commands

ROOT = Path(__file__).resolve().parents[2]
SCHOOL = {"ALLOWED_HOSTS": "perf.example.org", "SECRET_KEY": "k" * 50}
SERVER = {"DATABASE_URL": "postgres://u:p@db/x"}


@pytest.fixture
def container(tmp_path):
    """Runs the entrypoint with stand-ins for its programs and gives what it called."""
    commands = Commands(tmp_path / "bin")
    for name in ("python", "gunicorn", "flock", "tar"):
        commands.add(name)
    for name in ("entrypoint", "settings.sh"):
        script = (ROOT / "deploy/container" / name).read_text().replace("/app/deploy/container", str(tmp_path))
        (tmp_path / name).write_text(script)

    def run(*arguments, **environment):
        kept = {"PATH": os.environ["PATH"]} | commands.environment() | {"DATA_DIR": str(tmp_path)}
        command = ["sh", str(tmp_path / "entrypoint"), *arguments]
        result = subprocess.run(command, env=kept | environment, capture_output=True, text=True, check=False)
        return result, commands.calls()

    return run


@pytest.mark.parametrize(
    ("command", "environment", "expected"),
    [
        ("serve", {}, True),
        ("serve", {"DEMO": "false"}, False),
        ("serve", SCHOOL, False),
        ("serve", SCHOOL | {"DEMO": "true"}, True),
        ("serve", SCHOOL | {"ALLOWED_HOSTS": "localhost"}, False),
        ("prepare", SERVER, False),
        ("prepare", SERVER | {"DEMO": "yes"}, True),
        ("prepare", SERVER | SCHOOL, False),
    ],
)
def test_demo_accounts_are_made_only_for_a_first_look_or_where_asked(container, command, environment, expected):
    result, calls = container(command, **{"SECRET_KEY": "k" * 50} | environment)
    assert result.returncode == 0, result.stderr
    (setup,) = [call for call in calls if "manage.py setup" in call]
    assert setup.endswith("setup --demo") == expected


def test_a_word_that_cannot_be_meant_is_refused(container):
    result, calls = container("serve", **SCHOOL, DEMO="ture")
    assert result.returncode == 1
    assert result.stderr == "Settings: DEMO must be true or false, not 'ture'\n"
    assert not [call for call in calls if "setup" in call]
