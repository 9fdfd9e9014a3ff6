"""What the guides tell to type is understood by the commands."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TYPED = re.compile(r"manage(?:\.py)? ([a-z_]+ [^`\n|#>]*)")


def typed(guide: Path) -> list[list[str]]:
    """Commands with what follows them; of those in a sentence, what stands in the same backticks."""
    return [shlex.split(words.replace("$(date +\\%a)", "Mon")) for words in TYPED.findall(guide.read_text("utf-8"))]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_each_command_of_a_guide_is_there_and_takes_these_options(guide):
    for name, *words in typed(guide):
        command = load_command_class(get_commands()[name], name)
        command.create_parser("manage.py", name).parse_args(words)


def test_the_guides_are_read():
    assert {words[0] for guide in GUIDES for words in typed(guide)} > {"backup", "predict_file", "train"}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_python_is_that_of_the_folder(guide):
    """Whoever has no environment switched on has another python, which knows none of the libraries."""
    assert re.findall(r"^ *(?:python|pip) .*", guide.read_text("utf-8"), re.MULTILINE) == []
