"""From the address of a page to its rows, and to the addresses of the pages around it."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from predictor.access.requests import Request
from predictor.found.rows import Listed
from predictor.history.pages import ORDERS, BadCursor, Order, Page, page_of


def page_for(request: Request, listed: Listed, order: Order = ORDERS["newest"]) -> Page:
    try:
        return page_of(listed, order, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    except BadCursor as error:
        raise Http404(_("There is no such page of the history.")) from error


def paging(request: Request, page: Page) -> dict[str, Any]:
    """What parts/pager.html needs."""
    return {
        "page": page,
        "after_query": _query(request, "after", page.after),
        "before_query": _query(request, "before", page.before),
    }


def _query(request: Request, name: str, cursor: str) -> str:
    query = request.GET.copy()
    for old in ("after", "before"):
        query.pop(old, None)
    query[name] = cursor
    return query.urlencode()
