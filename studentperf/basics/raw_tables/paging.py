"""A page of rows from where another one ended, in an order that is an index; nothing is counted or skipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

AFTER, BEFORE, LAST = "after", "before", "last"


@dataclass(frozen=True)
class Page:
    """Some rows, and what addresses of the pages around them ask for; empty where there is none."""

    rows: list[Any]
    is_first: bool
    before: str
    after: str


def page_of(rows: QuerySet[Any], order: Sequence[str], asked: str, size: int) -> Page:
    """By a column without equal rows, the last of `order`; those before it have one value each. The last page costs as
    little as the first. Raises ValidationError for an address that no page of ours has."""
    way, _tilde, key = asked.partition("~")
    if way not in ("", AFTER, BEFORE, LAST) or "\0" in key:
        raise ValidationError("unknown page")
    column, backwards = order[-1].lstrip("-"), way in (BEFORE, LAST)
    if way in (AFTER, BEFORE):
        is_falling = order[-1].startswith("-") != backwards
        rows = rows.filter(**{f"{column}__{'lt' if is_falling else 'gt'}": _cleaned(rows, column, key)})
    # One row more than is shown tells whether there is a further page.
    found = list(rows.order_by(*(map(_turned, order) if backwards else order))[: size + 1])
    more, shown = len(found) > size, found[:size]
    if backwards:
        return _named(shown[::-1], column, is_first=not more, is_last=way == LAST)
    return _named(shown, column, is_first=not way, is_last=not more)


def _named(rows: list[Any], column: str, *, is_first: bool, is_last: bool) -> Page:
    first, last = (str(getattr(rows[place], column)) for place in (0, -1)) if rows else ("", "")
    return Page(
        rows,
        is_first,
        before="" if is_first or not rows else f"{BEFORE}~{first}",
        after="" if is_last or not rows else f"{AFTER}~{last}",
    )


def _cleaned(rows: QuerySet[Any], column: str, key: str) -> Any:
    options = rows.model._meta
    field = options.pk if column == "pk" else options.get_field(column)
    return field.clean(key, None)


def _turned(order: str) -> str:
    return order[1:] if order.startswith("-") else f"-{order}"
