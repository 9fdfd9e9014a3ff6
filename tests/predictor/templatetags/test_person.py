"""Who did something is stored as it was, and said in the reader's language."""

import pytest
from django.utils import translation

from mlcore.management.terminal import who_is_typing
from mlcore.words.names import person


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("ada", "ada"),
        ("root at the command line", "root an der Kommandozeile"),
        ("the command line", "der Kommandozeile"),
    ],
)
def test_whoever_typed_a_command_is_said_in_german(who, said):
    with translation.override("de"):
        assert person(who) == said
    assert person(who) == who


def test_what_a_command_stores_is_english_for_every_reader():
    with translation.override("de"):
        assert "the command line" in who_is_typing()
