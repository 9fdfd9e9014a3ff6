"""Tables of which somebody sees the rows that a role of theirs opens."""

from typing import Any

from django.http import HttpRequest

from studentperf.basics.raw_tables.table import ReadOnlyTable


class OpenedTable(ReadOnlyTable):
    """Rows about people: of these, those that a role opens to whoever entered, whatever Django's own rights say."""

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.opened(super().get_queryset(request), request.user)

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.visible_to(user)
