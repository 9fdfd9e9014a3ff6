"""What lists are asked with: checked, so that a misspelt filter, order or member is refused and not ignored."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.drainage import set_override
from rest_framework import serializers
from rest_framework.request import Request

from predictor.api.fields import LARGEST_ID, Strict, hint

Rows = TypeVar("Rows", bound=QuerySet[Any])

PAGE_SIZE = 50
MOST_PER_PAGE = 200
LONGEST_CURSOR = 2_000


class Names(serializers.Field):
    """Members of a row by name, with commas between."""

    default_error_messages = {"invalid": _("Names with commas between were expected.")}

    def __init__(self, names: Collection[str], **options: Any) -> None:
        super().__init__(**options)
        self.names = list(names)
        set_override(self, "field", {"type": "array", "minItems": 1, "items": {"type": "string", "enum": self.names}})

    def to_internal_value(self, data: Any) -> frozenset[str]:
        if not isinstance(data, str):
            self.fail("invalid")
        asked = [name.strip() for name in data.split(",")]
        if unknown := [name for name in asked if name not in self.names]:
            raise serializers.ValidationError([f"{name}: {hint(name, self.names)}" for name in unknown])
        return frozenset(asked)


class Query(Strict):
    """What every list takes; lists with filters add theirs, and `Listing` its orders and members."""

    cursor = serializers.RegexField(
        r"^[A-Za-z0-9_-]+$",
        max_length=LONGEST_CURSOR,
        required=False,
        help_text="Where to go on; take it from `next`. Of the same list in the same order.",
    )
    limit = serializers.IntegerField(
        min_value=1, max_value=MOST_PER_PAGE, default=PAGE_SIZE, help_text="How many to give at most."
    )


def id_filter(**options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=LARGEST_ID, required=False, **options)


def since_filter() -> serializers.DateTimeField:
    return serializers.DateTimeField(required=False, help_text="At or after this time.")


def until_filter() -> serializers.DateTimeField:
    return serializers.DateTimeField(required=False, help_text="Before this time.")


def checked_query(serializer: Strict, request: Request) -> dict[str, Any]:
    # As a plain dict: an empty value is then a mistake and not the absence of a filter.
    return dict(serializer.run_validation(request.query_params.dict()))


def filtered(rows: Rows, query: Mapping[str, Any], lookups: Mapping[str, str]) -> Rows:
    """Those that have what a checked query asks for; `lookups` tells by name of the filter where it is looked up."""
    return rows.filter(**{lookup: query[name] for name, lookup in lookups.items() if name in query})


def wants(query: Mapping[str, Any], *members: str) -> bool:
    """Whether one of them is to be shown: what nobody asked for need not be read."""
    return "fields" not in query or bool(query["fields"] & set(members))


def only_asked(rows: list[dict[str, Any]], query: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "fields" not in query:
        return rows
    return [{name: value for name, value in row.items() if name in query["fields"]} for row in rows]
