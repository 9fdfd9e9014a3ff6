"""Rows with one value in a column, in the order of an index that begins with that column."""

from typing import Any

from django.contrib.admin import RelatedFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest


def of_one(rows: QuerySet[Any], field: Any, value: Any) -> QuerySet[Any]:
    """Not by `equal`: Postgres then takes the order for that of the ids alone, and reads all rows that are newer than
    the first one of the value."""
    between = {f"{field.attname}__gte": value, f"{field.attname}__lte": value}
    return rows.filter(**between).order_by(field.attname)


class OfOne(RelatedFieldListFilter):
    """A filter of a big table: by the index of its column."""

    field: Any  # of a relation
    lookup_val: Any

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        if not self.lookup_val:
            return super().queryset(request, queryset)
        try:
            key = self.field.target_field.clean(self.lookup_val[-1], None)
        except ValidationError as error:
            raise IncorrectLookupParameters from error
        return of_one(queryset, self.field, key)
