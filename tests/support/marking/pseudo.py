"""A language in which every text of the product stands in brackets: what has none was not marked, or is data."""

import re
import sys
from html.parser import HTMLParser
from importlib import util
from pathlib import Path

from babel.messages import Catalog, mofile

ROOT = Path(__file__).resolve().parents[3]
CODE = "eo"  # one that Django knows and the product does not offer
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{2,}")


def messages():
    """The tool that makes the catalogs; its folder is no package."""
    if "catalog_tool" not in sys.modules:
        spec = util.spec_from_file_location("catalog_tool", ROOT / "locale/messages.py")
        sys.modules["catalog_tool"] = util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["catalog_tool"])
    return sys.modules["catalog_tool"]


def write(folder: Path) -> None:
    """The catalog, below the folder."""
    catalog = Catalog(locale=CODE, charset="utf-8")
    for message in messages().of_the_code():
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else message.id
            said = tuple(f"⟦{form}⟧" for form in forms)
            catalog.add(message.id, said[0] if isinstance(message.id, str) else said, context=message.context)
    path = folder / CODE / "LC_MESSAGES/django.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        mofile.write_mo(file, catalog)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.within.append(tag)
        self.texts += [value for name, value in attributes if name in ("title", "alt", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            del self.within[len(self.within) - 1 - self.within[::-1].index(tag) :]

    def handle_data(self, text: str) -> None:
        if not {"script", "style", "code", "time"}.intersection(self.within):
            self.texts.append(text)


def without_brackets(page: str, data: set[str]) -> list[str]:
    """What people see or hear of the page, less what is marked and less `data`."""
    seen = _Seen()
    seen.feed(page)
    left = _innermost_first("\n".join(seen.texts))
    for text in sorted(data, key=len, reverse=True):
        left = left.replace(text, " ")
    return [line.strip() for line in left.splitlines() if WORD.search(line)]


def _innermost_first(text: str) -> str:
    """A marked text may be put into another."""
    while BRACKETED.search(text):
        text = BRACKETED.sub(" ", text)
    return text
