"""How long the lists of Django's admin, and those of admins' own pages, take at the server over millions of rows.

Every list, every link on it (filters, orders, pages), a search and a row. Fills a database in a folder first, where
there is none: ten million predictions take about 20 minutes and 8 GB.
PYTHONPATH=.:tests/support python tests/bench/scale/lists.py --rows 10000000 --folder /tmp/scale
"""

import html
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import place
from asked import asked

PAGES = ("/", "/people/", "/departments/", "/school/", "/kept/", "/jobs/", "/models/", "/explore/", "/predictions/",
         "/corrections/", "/people/invitations/", "/fields/", "/grades/", "/rosters/", "/admin/")  # fmt: skip
OF_A_KIND = 3  # links that differ in a value only, as of a filter with a hundred choices
LONG = 2000  # milliseconds, after which nobody needs to ask again
SEARCHES = ("123456", "Osei", "teacher-17")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=float, default=100.0, help="milliseconds; slower ones are marked")
    parser.add_argument("--only", default="", help="addresses that contain this")
    options = parser.parse_args()
    place.take(options.folder)
    place.prepare(options.rows)
    from django.test.utils import setup_test_environment, teardown_test_environment

    client = _admin()
    setup_test_environment()  # else answers do not tell what their pages were made of
    addresses = [address for address in _addresses(client) if options.only in address]
    teardown_test_environment()  # and with it pages take longer
    sys.stdout.write(f"{'milliseconds':<72}{'status':>7}{'queries':>9}{'took':>10}{'Python':>10}{'Postgres':>10}\n")
    slow = sum(_told(client, address, options) for address in addresses)
    sys.stdout.write(f"{slow} slower than {options.most:.0f} ms\n")


def _admin() -> Any:
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(User.objects.get(username="admin"))
    return client


def _addresses(client: Any) -> Iterator[str]:
    from django.contrib import admin
    from django.urls import reverse

    yield from PAGES
    for model, site in sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label):
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        page = client.get(address)
        yield address
        yield from (address + link for link in _links(page.text))
        searched = getattr(site, "found_by", ())
        if site.search_fields or searched:
            yield from (f"{address}?q={word}" for word in SEARCHES)
        yield from (f"{address}?q={column}={value}" for column in searched for value in ("17", "teacher-17"))
        rows = list(page.context["cl"].result_list)
        if rows:
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[rows[-1].pk])


def _links(text: str) -> list[str]:
    """Of filters, orders and pages; of those that differ in a value some only, and the last one of each."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for link in dict.fromkeys(html.unescape(found) for found in re.findall(r'href="(\?[^"]*)"', text)):
        kinds.setdefault(tuple(sorted(name for name, _ in parse_qsl(link[1:]))), []).append(link)
    return [link for links in kinds.values() for link in dict.fromkeys([*links[:OF_A_KIND], links[-1]])]


def _told(client: Any, address: str, options: Any) -> bool:
    one = asked(client, address, options.rounds, LONG)
    slow = one.python + one.database > options.most
    shown = "".join(f"{time:>10.1f}" for time in (one.took, one.python, one.database))
    sys.stdout.write(f"{address[:71]:<72}{one.status:>7}{one.queries:>9}{shown}{'  slow' if slow else ''}\n")
    sys.stdout.flush()
    return slow


if __name__ == "__main__":
    main()
