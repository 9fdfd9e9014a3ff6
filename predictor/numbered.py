"""Pages with numbers, of lists that are short enough for them."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def numbered(rows: Sequence[Any] | QuerySet[Any], size: int, asked: str | None) -> Page[Any]:
    """The page that an address asks for: the last one beyond the end, otherwise the first where there is no such."""
    try:
        number = max(int(asked or 1), 1)
    except ValueError:
        number = 1
    return Paginator(rows, size).get_page(number)
