"""One table in Django's admin. Its list has one order, which an index gives. What can be filtered and searched is what
the page offers, and nothing else by its address: there may be no index for it, or it is not for whoever asks."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import JSONField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from studentperf.basics.raw_tables.listing import RawList
from studentperf.basics.raw_tables.of_one import of_one


class RawTable(admin.ModelAdmin):
    """`found_by` are columns of which a search asks for one value, as in `student=12`; a number alone is that row."""

    listed_by = "-pk"  # or another column of which no two rows are equal
    found_by: tuple[str, ...] = ()
    common_values: tuple[str, ...] = ()  # of these a value may be in most rows: they are read from the newest row on
    list_per_page = 50
    ordering = None  # what libraries say of their own
    sortable_by = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RawList

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        filters: Any = self.list_filter
        columns = (one if isinstance(one, str) else one[0] for one in filters)
        return "\0" not in str(value) and any(lookup in self._asked_by(column) for column in columns)

    def _asked_by(self, column: str) -> tuple[str, str]:
        """What Django's filter of a column asks, to the letter: a relation would lead an address to students."""
        field: Any = self.opts.get_field(column)
        value = f"{column}__{field.target_field.name}" if field.is_relation else column
        return f"{value}__exact", f"{column}__isnull"

    def get_search_fields(self, request: HttpRequest) -> Any:
        return self.search_fields or self.found_by

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        if self.search_fields or not search_term.strip():
            return super().get_search_results(request, queryset, search_term)
        column, sign, value = search_term.strip().partition("=")
        try:
            found = self._found(queryset, column, value) if sign else queryset.filter(pk=_key(queryset, "pk", column))
        except ValidationError:
            found = queryset.none()
        return found, False

    def _found(self, rows: QuerySet[Any], column: str, value: str) -> QuerySet[Any]:
        if column not in self.found_by:
            raise ValidationError("not searched")
        key = _key(rows, column, value)
        if column in self.common_values or column == "pk":
            return rows.filter(**{column: key})
        found = of_one(rows, self.opts.get_field(column), key)
        return found.order_by(*found.query.order_by, self.listed_by)

    @property
    def search_help_text(self) -> str:  # type: ignore[override]  # as Django's own, read by its lists
        if self.search_fields or not self.found_by:
            return ""
        columns = ", ".join(f"{column}=" for column in self.found_by if column != "pk")
        more = _("The number of a row, or with a value behind it: %(columns)s")
        return more % {"columns": columns} if columns else _("The number of a row.")

    def get_list_display(self, request: HttpRequest) -> Any:
        return self._open(request, super().get_list_display(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self._open(request, super().get_fields(request, obj))

    def _open(self, request: HttpRequest, names: Iterable[Any]) -> list[Any]:
        """JSON of ours names fields, which may be hidden from whoever does not see all of them."""
        if self.admin_site.shows_raw(request):  # type: ignore[attr-defined]  # ours
            return list(names)
        closed = {field.name for field in self.opts.get_fields() if isinstance(field, JSONField)}
        return [name for name in names if name not in closed]

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *args: Any) -> HttpResponse | None:
        """On what is chosen on one page: of all rows of a table nobody could look through what they do."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        try:
            keys = [_key(queryset, "pk", text) for text in chosen[: self.list_per_page]]
        except ValidationError:
            return None
        return super().response_action(request, queryset.filter(pk__in=keys), *args)


class ReadOnlyTable(RawTable):
    """For rows that only commands and services may write."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EndedHere(ReadOnlyTable):
    """Rows that can be taken away, by whoever has Django's right to, and not be changed."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


def _key(rows: QuerySet[Any], column: str, text: str) -> Any:
    """What a text stands for in a column; an account goes by its name. Raises ValidationError."""
    options = rows.model._meta
    field: Any = options.pk if column == "pk" else options.get_field(column)
    if field.related_model is get_user_model():
        return _account(text)
    return (field.target_field if field.is_relation else field).clean(text, None)


def _account(name: str) -> int:
    accounts = get_user_model()._default_manager.filter(**{get_user_model().USERNAME_FIELD: name})
    for pk in accounts.values_list("pk", flat=True):
        return pk
    raise ValidationError("no such account")
