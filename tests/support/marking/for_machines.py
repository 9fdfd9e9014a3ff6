"""What programs read of a page: every attribute but those that are read out, and where pictures are drawn."""

import re
from html.parser import HTMLParser

READ_OUT = {"title", "alt", "aria-label", "aria-current", "placeholder", "lang", "content", "label", "open"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, name, value) for name, value in attributes if name not in READ_OUT]


def for_machines(page: str) -> list[tuple[str, str, str | None]]:
    """Tag, attribute and value, in their order."""
    parser = _Attributes()
    parser.feed(TOKEN.sub("", page))
    return parser.found
