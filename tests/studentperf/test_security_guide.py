"""The guide to what is promised names tests that are there, for every promise."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
AREAS = ("Signing in", "Sessions, cookies and tokens", "The browser", "Files that come and go", "Who sees what")


def named_in(path):
    """Names of the functions of a file that are run as tests."""
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def promises():
    lines = [line for line in GUIDE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    return {line.split(" | ")[0].removeprefix("| "): NAMED.findall(line) for line in lines}


def test_every_test_that_is_named_is_there():
    named = {one for found in promises().values() for one in found}
    assert {(file, name) for file, name in named if name not in named_in(ROOT / file)} == set()


def test_every_promise_is_held_by_a_test():
    assert len(promises()) > 40
    assert [promise for promise, found in promises().items() if not found] == []


def test_no_promise_stands_anywhere_else():
    """Two lists would part ways."""
    security = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "docs/security.md" in security
    assert "| promise |" not in security
    assert [area for area in AREAS if f"\n## {area}\n" not in GUIDE] == []
