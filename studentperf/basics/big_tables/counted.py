"""Counting as far as somebody is told: whoever counts millions to say that they are many waits for it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet

MOST_COUNTED = 10_000


class Counted(NamedTuple):
    """`is_more`: there are more than that, and nobody counted further."""

    number: int
    is_more: bool


def counted(rows: Iterable[QuerySet[Any]], most: int | None = MOST_COUNTED) -> Counted:
    """Of several queries together; all of them where `most` is None."""
    if most is None:
        return Counted(sum(some.count() for some in rows), is_more=False)
    return up_to(most, sum(some.order_by()[: most + 1].count() for some in rows))


def up_to(most: int, number: int) -> Counted:
    return Counted(min(number, most), number > most)
