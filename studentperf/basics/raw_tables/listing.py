"""The list of a table, as Django's admin makes it, but for its pages."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from studentperf.basics.raw_tables.paging import LAST, Page, page_of


class RawList(ChangeList):
    model_admin: Any  # one of ours, which says by which column it is listed
    page: Page

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Whatever an address asks for: of another order there may be no index. A filter may begin with its own."""
        return [*queryset.query.order_by, self.model_admin.listed_by]

    def get_ordering_field_columns(self) -> Mapping[int, str]:  # type: ignore[override]  # read only
        return {}

    def get_results(self, request: HttpRequest) -> None:
        asked = request.GET.get(PAGE_VAR, "")
        try:
            self.page = page_of(self.queryset, self.queryset.query.order_by, asked, self.list_per_page)
        except ValidationError as error:
            raise IncorrectLookupParameters from error
        self.result_list = self.page.rows
        # As many as are shown: how many there are nobody counted.
        self.result_count = self.full_result_count = len(self.page.rows)
        self.show_full_result_count = self.can_show_all = self.multi_page = False
        self.show_admin_actions = bool(self.page.rows)

    @property
    def pages(self) -> list[tuple[str, str]]:
        """Links to those around this one."""
        around: list[tuple[str, str | None]] = [] if self.page.is_first else [(_("First page"), None)]
        if self.page.before:
            around.append((_("Previous page"), self.page.before))
        if self.page.after:
            around += [(_("Next page"), self.page.after), (_("Last page"), LAST)]
        return [(label, self.get_query_string({PAGE_VAR: place})) for label, place in around]
