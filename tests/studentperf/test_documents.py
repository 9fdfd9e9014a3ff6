"""What the documents point at is there."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import resolve

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/architecture.md",
    "docs/decisions.md",
    "docs/library.md",
    "docs/privacy.md",
    "docs/security.md",
)
# Of the page about the architecture: which folder's wings stand below which heading.
MAPS = (("mlcore/pipeline", "The pipeline"), ("mlcore", "The machine"), ("predictor", "The product"))
# As Django calls them.
NO_WINGS = ("management", "migrations", "templatetags", "words")
PLACES = ("mlcore/", "predictor/", "studentperf/", "templates/", "static/", "tests/", "docs/", "deploy/")
# Promises, with the tests that hold them.
GUIDE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
PRIVACY = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
AREAS = (
    "Signing in",
    "Sessions, cookies and tokens",
    "The browser",
    "Files that come and go",
    "Who sees what",
    "What students and families may ask for",
)


def places_in(document: str) -> set[str]:
    """Whatever stands in backticks and begins with a folder of ours, where it is not a pattern."""
    quoted = re.findall(r"`([\w./-]+)`", (ROOT / document).read_text(encoding="utf-8"))
    return {place for place in quoted if place.startswith(PLACES)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_place_that_is_named_exists(document):
    assert {place for place in places_in(document) if not (ROOT / place).exists()} == set()


@pytest.mark.parametrize(("folder", "heading"), MAPS)
def test_every_wing_has_its_place_on_the_map(folder, heading):
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    told = text.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    wings = {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")} - {"pipeline", *NO_WINGS}
    assert {wing for wing in wings if f"`{wing}/`" not in told} == set()


def test_the_readme_says_where_twenty_things_are():
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Where is ...?")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    assert len(rows) >= 21  # the heading and twenty rows
    assert places_in("README.md") > {"predictor/access/rights.py", "mlcore/versions/gate/deciding.py"}


@pytest.mark.parametrize(
    "document",
    ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/privacy.md", "docs/security.md"],
)
def test_links_lead_somewhere(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    linked = {link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link}
    assert {link for link in linked if not ((ROOT / document).parent / link).exists()} == set()


def test_every_address_of_the_page_about_privacy_is_there():
    columns = [line.split(" | ") for line in PRIVACY.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    pages, routes = (re.findall(r"`(/[^`]+)`", " ".join(row[place] for row in columns)) for place in (1, 2))
    asked = [*pages, *(f"/api/v1{route}" for route in routes)]
    assert len(asked) > 25
    found = {address: resolve(re.sub(r"<\w+>", "1", address)).url_name for address in asked}
    assert [address for address, name in found.items() if name == "api-nothing"] == []


def test_the_days_that_it_tells_are_those_of_the_example_of_the_settings():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \| ([\d, ]+) \|", PRIVACY, re.MULTILINE)
    told = [pair for names, days in rows for pair in zip(names.split(", "), days.split(", "), strict=True)]
    assert len(told) > 12
    assert [name for name, days in told if f"\n#{name.strip('`')}={days}\n" not in example] == []


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
