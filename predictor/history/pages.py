"""Past predictions: filtered, sorted and read page by page from where the last page ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from predictor import keyset
from predictor.found.rows import Listed
from predictor.found.way import Way
from predictor.keyset import BadCursor
from predictor.models import Prediction

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE_SIZE = 50
EXPORT_CHUNK = 2000


@dataclass(frozen=True)
class Order:
    """A column and, where two rows are equal in it, the id: together they name every place in the list."""

    label: "StrOrPromise"
    column: str
    descending: bool

    def way(self, cursor: str, most: int, *, backwards: bool = False) -> Way:
        """After the row of the cursor (before it when read backwards). Raises BadCursor."""
        return Way(self.column, self.descending != backwards, self._place(cursor) if cursor else None, most)

    def cursor(self, prediction: Prediction) -> str:
        place = self._keys.place(prediction)
        return f"{self._keys.written(place)}~{place.pk}"

    @property
    def _keys(self) -> keyset.Order:
        return keyset.Order(Prediction, self.column, self.descending)

    def _place(self, cursor: str) -> keyset.Place:
        text, _, pk = cursor.partition("~")
        try:
            return self._keys.read(text, int(pk))
        except ValueError:
            raise BadCursor(cursor) from None


ORDERS = {
    "newest": Order(_("Newest first"), "made_at", True),
    "oldest": Order(_("Oldest first"), "made_at", False),
    "highest": Order(_("Highest value first"), "value", True),
    "lowest": Order(_("Lowest value first"), "value", False),
}


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
