"""Who may import whom, and what plain commands must not pay for."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Verbs that any sentence may need, and the name of a task that the help of commands gives as an example.
TOO_GENERIC = {"read", "write", "math"}
LARGEST_FOLDER, LONGEST_FILE = 12, 250
# They predict, enter or aim, which only whoever sees every question of the class may; tell who teaches it; or hold rows
# of results, which are about no class.
FOR_WHO_SEES_ALL = {
    "access/questions.py",
    "grid/columns.py",
    "predicting/views.py",
    "rehearsal/api.py",
    "rehearsal/views.py",
    "summaries/news.py",
    "targets/api.py",
    "whole_class/api.py",
    "whole_class/job.py",
    "whole_class/views.py",
}
DOOR = re.compile(r"(^|_)(views|api|saved|pages?|shown|forms)(_|$)")
# But for what the whole is called, which is hidden from nobody.
IN_FULL = re.compile(r"(\b|_)version\.schema\b(?!\.label)")
HEAVY = ("sklearn", "xgboost", "catboost", "pandas", "numpy", "dask", "distributed")


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


def slugs_of_all_schemas():
    from mlcore.pipeline.schema import Schema

    schemas = [Schema.load(path) for path in (ROOT / "mlcore" / "schemas").glob("*.toml")]
    assert len(schemas) >= 2
    return {field.slug for schema in schemas for field in schema.fields} - TOO_GENERIC


def named_in(text, slugs):
    return slugs.intersection(re.findall(r"\w+", text))


def literals(source):
    """Every string of a module but its docstrings, which may give examples."""
    nodes = list(ast.walk(ast.parse(source)))
    prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = (node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return " ".join(node.value for node in strings if id(node) not in prose)


@pytest.mark.parametrize("package", ["mlcore", "predictor", "studentperf"])
def test_no_python_names_a_column_of_a_schema(package):
    slugs = slugs_of_all_schemas()
    sources = {str(path): path.read_text(encoding="utf-8") for path in (ROOT / package).rglob("*.py")}
    named = {path: named_in(literals(source), slugs) for path, source in sources.items()}
    assert {path: found for path, found in named.items() if found} == {}


def test_no_template_names_a_column_of_a_schema():
    slugs = slugs_of_all_schemas()
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    named = {str(path): named_in(path.read_text(encoding="utf-8"), slugs) for path in templates}
    assert {path: found for path, found in named.items() if found} == {}


def test_the_search_for_columns_finds_them_in_any_quotes():
    source = "'It speaks of lunch.'\nx = row['ses'], f'answers.socst {x}', \"a note on race\", gender"
    assert named_in(literals(source), slugs_of_all_schemas()) == {"ses", "socst", "race"}
    assert named_in("{{ student.known.lunch }} in <b id='ses'>", slugs_of_all_schemas()) == {"lunch", "ses"}


def files_of_the_house():
    """What is written by hand; migrations and commands are as many as they are."""
    for package in ("mlcore", "predictor", "studentperf", "templates", "tests"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and not {"migrations", "commands", "__pycache__"}.intersection(path.parts):
                yield path


def test_folders_and_files_stay_small_enough_to_be_overseen():
    files = list(files_of_the_house())
    folders = Counter(str(path.parent.relative_to(ROOT)) for path in files)
    assert {folder: count for folder, count in folders.items() if count > LARGEST_FOLDER} == {}
    python = {str(path): path.read_text(encoding="utf-8").count("\n") for path in files if path.suffix == ".py"}
    assert {path: lines for path, lines in python.items() if lines > LONGEST_FILE} == {}


def contract(name):
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    return next(contract for contract in linter["contracts"] if contract["name"] == name)


def test_who_sees_some_questions_of_a_class_is_asked_for_where_it_is_shown():
    """`tasks_of` gives all questions of a class: for heads of departments, who see some, there is `tasks_seen`."""
    found = [path for path in (ROOT / "predictor").rglob("*.py") if re.search(r"\btasks_of\(", path.read_text())]
    assert {str(path.relative_to(ROOT / "predictor")) for path in found} == FOR_WHO_SEES_ALL


def test_no_door_reads_a_schema_in_full():
    """Pages, files and the API show `shown` and take `entered`: what is hidden from whoever asks is in neither."""
    doors = [path for path in (ROOT / "predictor").rglob("*.py") if DOOR.search(path.stem)]
    assert len(doors) > 100
    assert [str(path) for path in doors if IN_FULL.search(path.read_text(encoding="utf-8"))] == []


def test_no_module_of_pages_escapes_the_contracts_between_pages_and_api():
    """They name modules by hand, because import-linter has no pattern for part of a name."""
    pages, api = contract("Pages do not know the API"), contract("The API does not know pages")
    stems = [path for path in (ROOT / "predictor").rglob("*.py") if re.search(r"(^|_)(views?|forms?)$", path.stem)]
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in stems}
    assert "predictor.classes.home_view" in modules
    for named in (pages["source_modules"], api["forbidden_modules"]):
        assert {module for module in modules if not any(fnmatch(module, pattern) for pattern in named)} == set()
