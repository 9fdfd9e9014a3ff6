"""A list of the API: which rows it has, what they can be filtered and sorted by, and its pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from predictor.api.fields import Strict
from predictor.api.lists import cursors
from predictor.api.lists.query import Names, Query, checked_query, filtered, only_asked, since_filter, until_filter
from predictor.api.refusals import invalid
from predictor.keyset import BadCursor, Order, Place

OLDEST_FIRST, NEWEST_FIRST = "id", "-id"
ENDS = {"after": "gte", "before": "lt"}
TIMES = {"after": since_filter, "before": until_filter}
Shown = Callable[[list[Any]], list[dict[str, Any]]]


def _by_id(pk: int) -> Place:
    return Place(pk, pk)


@dataclass(frozen=True)
class Listing:
    """`lookups`: by name of a filter where it is looked up. `sorts`: members that it can be sorted by, on large tables
    only what an index carries. `columns`: where a member is stored, if not under its own name. `moments`: times that it
    can be sorted by, and filtered from one on or before one. `place_of`: of a bare id, which was the cursor of the
    `first` order once."""

    row: type[serializers.Serializer]
    filters: type[Query] = Query
    lookups: Mapping[str, str] = field(default_factory=dict)
    sorts: Sequence[str] = ("id",)
    columns: Mapping[str, str] = field(default_factory=dict)
    moments: Sequence[str] = ()
    first: str = NEWEST_FIRST
    place_of: Callable[[int], Place] = _by_id

    @cached_property
    def query(self) -> type[Strict]:
        """For the schema, and to check what was asked."""
        names = (*self.sorts, *self.moments)
        both = [*names, *(f"-{name}" for name in names)]
        times = {name: TIMES[name.rpartition("_")[2]]() for name in self._ends}
        return query_of(self.row, self.filters, both, self.first, times)

    @cached_property
    def answer(self) -> serializers.Serializer:
        """For the schema."""
        return page_of(self.row)

    def asked(self, request: Request) -> dict[str, Any]:
        return checked_query(self.query(), request)

    def page(
        self,
        request: Request,
        rows: QuerySet[Any],
        show: Callable[[Any], dict[str, Any]],
        query: Mapping[str, Any] | None = None,
    ) -> Response:
        """One page of those that the filters leave, and the address of the next."""
        return self.page_at_once(request, rows, lambda shown: [show(row) for row in shown], query)

    def page_at_once(
        self, request: Request, rows: QuerySet[Any], show: Shown, query: Mapping[str, Any] | None = None
    ) -> Response:
        """The same, for rows beside which something is read for all of them together."""
        query = self.asked(request) if query is None else query
        order = self.order(rows.model, query)
        # One row more than is shown tells whether there is a next page.
        rows = order.following(filtered(rows, query, {**self.lookups, **self._ends}), self.after(order, query))
        return self.page_read(request, order, list(rows[: query["limit"] + 1]), show, query)

    def page_read(
        self, request: Request, order: Order, ahead: list[Any], show: Shown, query: Mapping[str, Any]
    ) -> Response:
        """The same, of rows that were read already, one more than is shown where there is a next page."""
        shown = ahead[: query["limit"]]
        place = order.place(shown[-1]) if len(ahead) > len(shown) else None
        following = cursors.written(self.name, query["sort"], order, place) if place else None
        return answered(request, show(shown), query, following)

    def order(self, model: type[Model], query: Mapping[str, Any]) -> Order:
        name = query["sort"].removeprefix("-")
        return Order(model, self.columns.get(name, name), descending=name != query["sort"])

    def after(self, order: Order, query: Mapping[str, Any]) -> Place | None:
        """Where the page that is asked for begins; None: with the first row."""
        if "cursor" not in query:
            return None
        pk = cursors.bare_id(query["cursor"])
        try:
            if pk and query["sort"] == self.first:
                return self.place_of(pk)
            return cursors.read(self.name, query["sort"], order, query["cursor"])
        except BadCursor as error:
            told = _("No page of this list begins there in this order. Take the cursor from `next`.")
            raise invalid({"cursor": told}) from error

    @property
    def _ends(self) -> dict[str, str]:
        """By name of the filter where it is looked up: `made_after`, `made_before`; of `at` just `after`, `before`."""
        stems = {member: member.removesuffix("at") for member in self.moments}
        columns = {stem: self.columns.get(member, member) for member, stem in stems.items()}
        return {f"{stem}{end}": f"{column}__{ENDS[end]}" for stem, column in columns.items() for end in ENDS}

    @property
    def name(self) -> str:
        return _name(self.row)


def _name(row: type[serializers.Serializer]) -> str:
    return row.__name__.removesuffix("Serializer")  # not for readers


def query_of(
    row: type[serializers.Serializer],
    filters: type[Query],
    sorts: list[str],
    first: str,
    times: Mapping[str, serializers.Field],
) -> type[Strict]:
    told = "The order; null counts as the highest, and rows that are equal go by their id."  # not for readers
    given = "Members of a row to give; without it all of them."  # not for readers
    more = {
        "sort": serializers.ChoiceField(sorts, default=first, help_text=told),
        "fields": Names(row().fields, required=False, help_text=given),
    }
    return type(f"{filters.__name__}Of{row.__name__}", (filters,), {**times, **more})


def answered(request: Request, rows: list[dict[str, Any]], query: Mapping[str, Any], cursor: str | None) -> Response:
    """With the address of the page that begins at a cursor, of the same query."""
    following = None
    if cursor:
        parameters = request.query_params.dict() | {"cursor": cursor}
        following = request.build_absolute_uri(f"{request.path}?{urlencode(parameters)}")
    return Response({"results": only_asked(rows, query), "next": following})


@cache
def page_of(serializer: type[serializers.Serializer]) -> serializers.Serializer:
    """Describes a page of such rows for the schema; pages themselves are made by `Listing`."""
    row = serializer(many=True)
    following = serializers.URLField(allow_null=True, help_text="Address of the next page, null on the last one.")
    return type(f"{_name(serializer)}Page", (serializers.Serializer,), {"results": row, "next": following})()
