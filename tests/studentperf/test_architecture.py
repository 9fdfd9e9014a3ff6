"""Who may import whom, and what plain commands must not pay for."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sklearn", "xgboost", "catboost", "pandas", "numpy")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_follow_the_house_rules():
    result = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("command", ["check", "help", "showmigrations"])
def test_plain_commands_do_not_import_the_machine(command):
    result = run(sys.executable, "-X", "importtime", "manage.py", command)
    assert result.returncode == 0, result.stderr[-2000:]
    imported = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert imported.isdisjoint(HEAVY)


def test_no_python_knows_the_columns_of_the_second_schema():
    from mlcore.pipeline.schema import Schema

    schema = Schema.load(ROOT / "mlcore" / "schemas" / "hsb2.toml")
    telling = {field.slug for field in schema.fields} - {"gender", "race", "read", "write", "math", "science"}
    sources = [*(ROOT / "mlcore").rglob("*.py"), *(ROOT / "predictor").rglob("*.py")]
    for path in sources:
        for slug in telling:
            assert f'"{slug}"' not in path.read_text(), f"{path} names the column {slug}"
