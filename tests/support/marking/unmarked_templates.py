"""Texts for people in templates that nobody marked for translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

READ_OUT = {"title", "alt", "aria-label", "aria-description", "placeholder", "label"}
# Names, which are the same in every language.
NAMES = re.compile(r"\b(studentperf|CSV|XLSX|Excel|TOML|JSON|OpenAPI 3\.1|API|UTC|SHA-256|OneRoster)\b")
WORD = re.compile(r"[^\W\d_]{2,}")
STRING = re.compile(r"""(_\()?(["'])(.*?)\2""")
# Tags whose strings are addresses, files, formats and the like.
OF_MACHINES = {"load", "extends", "url", "static", "block", "endblock", "translate", "if", "elif", "get_static_prefix"}


def unmarked(path: Path) -> list[str]:
    """Each with its line."""
    tokens = Lexer(path.read_text(encoding="utf-8")).tokenize()
    parser = _Texts()
    for token in _outside_of_blocks(tokens):
        parser.line = token.lineno
        parser.feed(_as_html(token))
        parser.found += [(token.lineno, text) for text in _in_arguments(token)]
    parser.close()
    found = ((line, NAMES.sub("", text)) for line, text in parser.found)
    return [f"{path}:{line}: {' '.join(text.split())}" for line, text in found if WORD.search(text)]


def _outside_of_blocks(tokens: list[Token]) -> Iterator[Token]:
    """Without what stands in blocktranslate and comments."""
    until = ""
    for token in tokens:
        name = token.contents.split()[0] if token.token_type is TokenType.BLOCK and token.contents.split() else ""
        if until:
            until = "" if name == until else until
        elif name in ("blocktranslate", "blocktrans", "comment"):
            until = f"end{name}"
        elif token.token_type is not TokenType.COMMENT:
            yield token


def _as_html(token: Token) -> str:
    """Values are not words, and tags say nothing."""
    return token.contents if token.token_type is TokenType.TEXT else ""


def _in_arguments(token: Token) -> Iterator[str]:
    """Of a tag: `{% include "parts/x.html" with title="Two words" %}`; of a value: its defaults."""
    if token.token_type is TokenType.TEXT or token.contents.split()[0] in OF_MACHINES:
        return
    for marked, _, text in STRING.findall(token.contents):
        if not marked and re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}|^[A-Z][a-z]{2,}$", text):
            yield text


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.line, self.code = 0, 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.code += tag in ("code", "script", "style", "pre")
        self.found += [(self.line, value) for name, value in attributes if name in READ_OUT and value]

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag in ("code", "script", "style", "pre")

    def handle_data(self, text: str) -> None:
        if not self.code:
            self.found.append((self.line, text))
