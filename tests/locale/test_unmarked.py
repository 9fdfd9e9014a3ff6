"""No text for people is forgotten: each is marked for translation."""

import re
from pathlib import Path

import pytest
import unmarked_python
import unmarked_templates

ROOT = Path(__file__).resolve().parents[2]
# What people may have typed, to be recognised; and descriptions as files, which commands read and tell in English.
NOT_SAID = ("mlcore/pipeline/schema/spelling.py", "mlcore/pipeline/schema/toml/")
PACKAGES = ("mlcore", "predictor", "studentperf/edge", "templates")


def unmarked(path):
    search = unmarked_templates if path.suffix == ".html" else unmarked_python
    return [found.removeprefix(f"{ROOT}/") for found in search.unmarked(path)]


def files():
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*")))
    return [path for path in paths if path.suffix in (".py", ".html")]


@pytest.fixture(scope="module")
def found():
    return [text for path in files() for text in unmarked(path)]


def test_every_text_is_marked(found):
    assert [text for text in found if not text.startswith(NOT_SAID)] == []


def test_nothing_is_passed_over_that_has_no_text(found):
    assert [entry for entry in NOT_SAID if not any(text.startswith(entry) for text in found)] == []


def test_no_text_is_marked_where_catalogs_are_not_made_from():
    python = [path for path in files() if path.suffix == ".py"]
    assert {str(path): lines for path in python if (lines := unmarked_python.unfound(path))} == {}


def test_no_template_writes_a_day_in_one_language_only():
    wrong = [path for path in files() if re.search(r"""\|date:["'][jdDlNFM][ .,/]""", path.read_text(encoding="utf-8"))]
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    [
        "title = 'Two words'",
        "help_text = f'At most {most} rows'",
        "raise ResultStays('It was corrected since.')",
        "label = 'Score'",
        "_(f'never like this, {name}')",
    ],
)
def test_a_text_in_python_that_is_not_marked_is_found(line, tmp_path):
    path = tmp_path / "words.py"
    path.write_text(f'"""Not this one."""\n{line}\n')
    assert len(unmarked_python.unmarked(path)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "_('Two words')",
        "ngettext('%(n)s row', '%(n)s rows', n) % {'n': n}",
        "logger.warning('Two words')",
        "kind == 'no number'",
        "DataError(N_('row %(row)s is empty'), row=3)",
    ],
)
def test_what_is_marked_or_for_programs_is_passed_over(line, tmp_path):
    path = tmp_path / "words.py"
    path.write_text(line)
    assert unmarked_python.unmarked(path) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Two words</p>",
        '<a title="Go there">{{ x }}</a>',
        '{% include "x.html" with title="Two words" %}',
        "<p>{{ count }} rows</p>",
        '<input placeholder="Name">',
        '{{ name|default:"not known" }}',
    ],
)
def test_a_text_in_a_template_that_is_not_marked_is_found(markup, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(markup)
    assert len(unmarked_templates.unmarked(path)) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="two words">{% translate "Two words" %}</p>',
        "<p>{% blocktranslate count n=n %}One row{% plural %}{{ n }} rows{% endblocktranslate %}</p>",
        '<a title="{% translate "Go there" %}" href="{% url "home" %}">{{ x|default:_("not known") }}</a>',
        "{# A remark. #}{% if user.is_staff %}<code>manage.py train</code>{% endif %}",
    ],
)
def test_a_template_whose_texts_are_marked_is_passed_over(markup, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(markup)
    assert unmarked_templates.unmarked(path) == []
