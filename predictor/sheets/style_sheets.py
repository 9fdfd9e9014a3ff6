"""The product's own style sheets as text, for files that are read without a network."""

from collections.abc import Iterable
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

# In the order of the links in base.html; later rules go before earlier ones.
EVERY_PAGE = ("tokens", "frame", "ledger", "tables", "forms", "ruler")


def inlined(names: Iterable[str]) -> SafeString:
    """One after the other; a missing one is an error here and not a bare page for the reader."""
    texts = [_path(name).read_text(encoding="utf-8") for name in names]
    return mark_safe("\n".join(texts))  # noqa: S308  nothing that a user typed is among them


def _path(name: str) -> Path:
    found = finders.find(f"css/{name}.css")
    if found is None:
        raise FileNotFoundError(f"there is no style sheet css/{name}.css")  # not for readers
    return Path(found)
