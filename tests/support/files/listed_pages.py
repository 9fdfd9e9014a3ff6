"""Which lists a page shows, and beside which of them it offers files."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LISTS = {"ledger", "entries", "cards", "questions", "versions-changes"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Part:
    """A section of the page, or all of it: what it is called, and what is in it."""

    called: str
    around: tuple["Part", ...]
    lists: int = 0
    files: set[str] = field(default_factory=set)

    @property
    def can_be_saved(self) -> bool:
        """By links in it, or before it in what it is a part of."""
        return any(part.files == {"csv", "xlsx"} for part in (self, *self.around))


class ListedPage(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self._open: list[tuple[str, Part | None]] = []
        self.feed(text)

    @property
    def without_files(self) -> set[str]:
        """Of the parts with a list those that cannot be saved as both kinds of file."""
        return {part.called for part in self.parts if part.lists and not part.can_be_saved}

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        around = [part for _, part in self._open if part]
        if tag == "a":
            kind = (told.get("href") or "").partition("?")[0].rpartition(".")[2]
            if around and kind in ("csv", "xlsx"):
                around[-1].files.add(kind)
        if around and (tag == "table" or (tag in ("ul", "ol") and LISTS & set((told.get("class") or "").split()))):
            around[-1].lists += 1
        if tag not in VOID:
            self._open.append((tag, self._begun(tag, told, around)))

    def _begun(self, tag, told, around):
        if tag not in ("main", "section"):
            return None
        part = Part(told.get("aria-labelledby") or told.get("aria-label") or tag, tuple(around))
        self.parts.append(part)
        return part

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass
