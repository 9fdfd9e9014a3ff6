"""Where a page begins, as a text that programs hand back and need not understand."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from predictor.keyset import LARGEST_ID, BadCursor, Order, Place

MOST_DIGITS = len(str(LARGEST_ID))


def written(name: str, sort: str, order: Order, place: Place) -> str:
    """With the list and the order that it belongs to, so that another one refuses it."""
    content = json.dumps([name, sort, order.written(place), place.pk], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(content.encode()).decode().rstrip("=")


def bare_id(cursor: str) -> int | None:
    """As they were handed out before lists had orders."""
    pk = int(cursor) if cursor.isdecimal() and len(cursor) <= MOST_DIGITS else 0
    return pk if 0 < pk <= LARGEST_ID else None


def read(name: str, sort: str, order: Order, cursor: str) -> Place:
    """Raises BadCursor."""
    of_name, of_sort, text, pk = _parts(cursor)
    if (of_name, of_sort) != (name, sort):
        raise BadCursor(cursor)
    return order.read(text, pk)


def _parts(cursor: str) -> tuple[str, str, str | None, int]:
    try:
        name, sort, text, pk = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError):
        raise BadCursor(cursor) from None
    if type(pk) is not int or not isinstance(text, str | None):
        raise BadCursor(cursor)
    return name, sort, text, pk
