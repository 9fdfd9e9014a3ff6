"""Lists: filters that are checked, and pages that begin where the last one ended, however long the list is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from predictor.api.fields import LARGEST_ID, Strict

Rows = TypeVar("Rows", bound=QuerySet[Any])

PAGE_SIZE = 50
MOST_PER_PAGE = 200


class Query(Strict):
    """What every list takes; lists with filters add theirs."""

    cursor = serializers.IntegerField(
        min_value=1, max_value=LARGEST_ID, required=False, help_text="Where to go on; take it from `next`."
    )
    limit = serializers.IntegerField(
        min_value=1, max_value=MOST_PER_PAGE, default=PAGE_SIZE, help_text="How many to give at most."
    )


def id_filter(**options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=LARGEST_ID, required=False, **options)


def checked_query(serializer: Strict, request: Request) -> dict[str, Any]:
    # As a plain dict: an empty value is then a mistake and not the absence of a filter.
    return dict(serializer.run_validation(request.query_params.dict()))


def filtered(rows: Rows, query: Mapping[str, Any], lookups: Mapping[str, str]) -> Rows:
    """Those that have what a checked query asks for; `lookups` tells by name of the filter where it is looked up."""
    return rows.filter(**{lookup: query[name] for name, lookup in lookups.items() if name in query})


def page(
    request: Request,
    rows: QuerySet[Any],
    query: dict[str, Any],
    show: Callable[[Any], dict[str, Any]],
    newest_first: bool = False,
) -> Response:
    """One page in the order of the ids, and the address of the next."""
    return page_at_once(request, rows, query, lambda shown: [show(row) for row in shown], newest_first)


def page_at_once(
    request: Request,
    rows: QuerySet[Any],
    query: dict[str, Any],
    show: Callable[[list[Any]], list[dict[str, Any]]],
    newest_first: bool = False,
) -> Response:
    """The same, for rows beside which something is read for all of them together."""
    if "cursor" in query:
        rows = rows.filter(**{"id__lt" if newest_first else "id__gt": query["cursor"]})
    # One row more than shown tells whether there is a next page.
    ahead = list(rows.order_by("-id" if newest_first else "id")[: query["limit"] + 1])
    return page_read(request, ahead, query, show)


def page_read(
    request: Request,
    ahead: Sequence[Any],
    query: dict[str, Any],
    show: Callable[[list[Any]], list[dict[str, Any]]],
) -> Response:
    """The same, of rows that were read already, one more than is shown where there is a next page."""
    shown = list(ahead[: query["limit"]])
    following = _next(request, shown[-1]) if len(ahead) > len(shown) else None
    return Response({"results": show(shown), "next": following})


def _next(request: Request, last: Model) -> str:
    parameters = request.query_params.dict() | {"cursor": str(last.pk)}
    return request.build_absolute_uri(f"{request.path}?{urlencode(parameters)}")


def page_of(serializer: type[serializers.Serializer]) -> serializers.Serializer:
    """Describes a page of such rows for the schema; pages themselves are made by `page`."""
    name = serializer.__name__.removesuffix("Serializer")  # not for readers
    row = serializer(many=True)
    following = serializers.URLField(allow_null=True, help_text="Address of the next page, null on the last one.")
    return type(f"{name}Page", (serializers.Serializer,), {"results": row, "next": following})()
