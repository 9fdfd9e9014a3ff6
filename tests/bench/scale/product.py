"""How long every page, list, filter, file and metric of the product takes at the server over millions of rows.

Walks from the first page along all links, as an admin, a head and a teacher; of addresses that differ in a number or a
value only it takes some. Then lists of the API with each of their filters. Fills a database in a folder first, where
there is none.
PYTHONPATH=.:tests/support python tests/bench/scale/product.py --rows 10000000 --folder /tmp/scale
"""

import html
import re
import sys
from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import place
from asked import asked
from filters import addresses

OF_A_KIND = 2  # addresses that differ in a number or a value only
LONG = 1000  # milliseconds, after which nobody needs to ask again
LEFT_OUT = ("/admin/", "/accounts/logout", "/static/", "/api/v1/docs", "/api/v1/schema")
WHO = ("admin", "head", "teacher-17")
FILES = (".csv", ".xlsx", ".pdf", ".json", "export")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=float, default=100.0, help="milliseconds; slower ones are marked")
    parser.add_argument("--who", default=WHO, nargs="*")
    parser.add_argument("--only", default="", help="addresses that contain this")
    options = parser.parse_args()
    place.take(options.folder)
    place.prepare(options.rows)
    sys.stdout.write(f"{'milliseconds':<72}{'status':>7}{'queries':>9}{'took':>10}{'Python':>10}{'Postgres':>10}\n")
    for name in options.who:
        sys.stdout.write(f"{name}\n")
        told = [_told(client, address, options) for client, address in _walk(name, options.only)]
        sys.stdout.write(f"{sum(told)} of {len(told)} slower than {options.most:.0f} ms\n")


def _walk(name: str, only: str) -> Iterator[tuple[Any, str]]:
    client = place.signed_in(name)
    begun = ["/", *addresses()]
    waiting, met, kinds = deque(begun), set(begun), dict[str, int]()
    while waiting:
        address = waiting.popleft()
        if only in address:
            yield client, address
        if any(mark in address for mark in FILES) or address.startswith(("/api/", "/metrics")):
            continue
        answer = client.get(address, follow=True)
        for link in _links(address, answer):
            kind = _kind(link)
            if link not in met and kinds.get(kind, 0) < OF_A_KIND:
                met.add(link)
                kinds[kind] = kinds.get(kind, 0) + 1
                waiting.append(link)


def _links(address: str, answer: Any) -> Iterator[str]:
    if answer.streaming or "html" not in answer["Content-Type"]:
        return
    for found in re.findall(r'href="([^"#]*)', answer.text):
        link = urlsplit(urljoin(address, html.unescape(found)))
        whole = link.path + (f"?{link.query}" if link.query else "")
        if not link.netloc and whole.startswith("/") and not whole.startswith(LEFT_OUT):
            yield whole


def _kind(link: str) -> str:
    path, _, query = link.partition("?")
    return re.sub(r"\d+", "N", path) + "?" + "&".join(sorted(name for name, _ in parse_qsl(query)))


def _told(client: Any, address: str, options: Any) -> bool:
    one = asked(client, address, options.rounds, LONG)
    slow = one.python + one.database > options.most
    shown = "".join(f"{time:>10.1f}" for time in (one.took, one.python, one.database))
    sys.stdout.write(f"{address[:71]:<72}{one.status:>7}{one.queries:>9}{shown}{'  slow' if slow else ''}\n")
    sys.stdout.flush()
    return slow


if __name__ == "__main__":
    main()
