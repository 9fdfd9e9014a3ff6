"""Places in a sorted list: what comes after one is found without counting what comes before it."""

import datetime as dt
import math
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple, TypeVar

from django.db.models import (
    DateField,
    DateTimeField,
    Field,
    FloatField,
    IntegerField,
    Model,
    Q,
    QuerySet,
)

Rows = TypeVar("Rows", bound=QuerySet[Any])

LARGEST_ID = 2**63 - 1


class BadCursor(ValueError):
    """A place that no list of ours has handed out."""


class Place(NamedTuple):
    """Where a row stands: its value in the column (None: it has none) and, where two rows are equal in it, its id.
    `is_among` the rows that come after it where it is one of them itself."""

    value: Any
    pk: int
    is_among: bool = False


@dataclass(frozen=True)
class Order:
    """By a column and then the id. Rows without a value count as the highest, as in Postgres and so in its indexes."""

    model: type[Model]
    column: str = "id"
    descending: bool = False

    @property
    def field(self) -> "Field[Any, Any]":
        *joined, last = self.column.split("__")
        model: Any = self.model
        for name in joined:
            model = model._meta.get_field(name).related_model
        found: Field[Any, Any] = model._meta.get_field(last)
        return found

    def columns(self) -> tuple[str, ...]:
        sign = "-" if self.descending else ""
        return (f"{sign}id",) if self.column == "id" else (f"{sign}{self.column}", f"{sign}id")

    def place(self, row: Model) -> Place:
        return Place(reduce(getattr, self.column.split("__"), row), row.pk)

    def following(self, rows: Rows, after: Place | None) -> Rows:
        """In this order, from a place on."""
        return (rows.filter(self.beyond(after)) if after else rows).order_by(*self.columns())

    def beyond(self, place: Place) -> Q:
        """What comes after it."""
        operator = "lt" if self.descending else "gt"
        further = Q(**{f"id__{operator}{'e' if place.is_among else ''}": place.pk})
        if self.column == "id":
            return further
        if place.value is None:
            missing = Q(**{f"{self.column}__isnull": True})
            return ~missing | (missing & further) if self.descending else missing & further
        tie = Q(**{self.column: place.value}) & further
        after = Q(**{f"{self.column}__{operator}": place.value}) | tie
        if self.field.null and not self.descending:
            return after | Q(**{f"{self.column}__isnull": True})
        # The first condition repeats the second in a form that an index can begin at.
        return Q(**{f"{self.column}__{operator}e": place.value}) & after

    def written(self, place: Place) -> str | None:
        value = place.value
        if isinstance(value, dt.date):
            return value.isoformat()
        return value if value is None or isinstance(value, str) else repr(value)

    def read(self, text: str | None, pk: int) -> Place:
        """Raises BadCursor."""
        try:
            if not 0 < pk <= LARGEST_ID:
                raise ValueError
            return Place(self._value(text), pk)
        except (ValueError, OverflowError):
            raise BadCursor(text) from None

    def _value(self, text: str | None) -> Any:
        if text is None:
            if not self.field.null:
                raise ValueError
            return None
        return next((read for kind, read in READ if isinstance(self.field, kind)), _text)(text)


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST_ID:
        raise ValueError
    return number


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


def _text(text: str) -> str:
    if "\0" in text:
        raise ValueError
    text.encode()  # half of a surrogate pair is a ValueError, too
    return text


READ: tuple[tuple[type[Any], Any], ...] = (
    (DateTimeField, _moment),
    (DateField, dt.date.fromisoformat),
    (FloatField, _number),
    (IntegerField, _whole),
)
