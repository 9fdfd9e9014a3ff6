"""Past predictions: filtered, sorted and read page by page from where the last page ended."""

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from predictor.found.rows import Listed
from predictor.found.way import Place, Way
from predictor.models import Prediction

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE_SIZE = 50
EXPORT_CHUNK = 2000


class BadCursor(ValueError):
    """A cursor that no page of ours has handed out."""


@dataclass(frozen=True)
class Order:
    """A column and, where two rows are equal in it, the id: together they name every place in the list."""

    label: "StrOrPromise"
    column: str
    descending: bool

    def way(self, cursor: str, most: int, *, backwards: bool = False) -> Way:
        """After the row of the cursor (before it when read backwards). Raises BadCursor."""
        place = Place(*self._read(cursor)) if cursor else None
        return Way(self.column, self.descending != backwards, place, most)

    def cursor(self, prediction: Prediction) -> str:
        value = getattr(prediction, self.column)
        return f"{value.isoformat() if isinstance(value, dt.datetime) else repr(value)}~{prediction.pk}"

    def _read(self, cursor: str) -> tuple[dt.datetime | float, int]:
        text, _, pk = cursor.partition("~")
        try:
            value = _number(text) if self.column == "value" else _moment(text)
            if not 0 < int(pk) < 2**63:
                raise ValueError
            return value, int(pk)
        except (ValueError, OverflowError):
            raise BadCursor(cursor) from None


ORDERS = {
    "newest": Order(_("Newest first"), "made_at", True),
    "oldest": Order(_("Oldest first"), "made_at", False),
    "highest": Order(_("Highest value first"), "value", True),
    "lowest": Order(_("Lowest value first"), "value", False),
}


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    # The database refuses distances from UTC that Python allows.
    return moment.astimezone(dt.UTC)


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursors of the pages around them (empty where there are none)."""

    rows: list[Prediction]
    before: str
    after: str


def page_of(listed: Listed, order: Order, *, after: str = "", before: str = "", size: int = PAGE_SIZE) -> Page:
    """The rows after (or before) a cursor; costs the same on the last page as on the first."""
    backwards = bool(before) and not after
    cursor = before if backwards else after
    # One row more than is shown tells whether there is a further page.
    rows = listed.next(order.way(cursor, size + 1, backwards=backwards))
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    first, last = (order.cursor(rows[0]), order.cursor(rows[-1])) if rows else ("", "")
    if backwards:
        return Page(rows, before=first if more else "", after=last)
    return Page(rows, before=first if cursor else "", after=last if more else "")


def chunks(listed: Listed, order: Order) -> Iterator[list[Prediction]]:
    """All rows in constant memory."""
    page = page_of(listed, order, size=EXPORT_CHUNK)
    yield page.rows
    while page.after:
        page = page_of(listed, order, after=page.after, size=EXPORT_CHUNK)
        yield page.rows
