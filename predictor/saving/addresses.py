"""Two addresses for a list of a page: as CSV and as a workbook."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from predictor.saving.answers import as_csv, as_xlsx
from predictor.saving.table import SavedTable, TooLong

Read = Callable[..., SavedTable]
Answer = Callable[[SavedTable], HttpResponseBase]
ANSWERS: tuple[tuple[str, Answer], ...] = (("csv", as_csv), ("xlsx", as_xlsx))


def saved(route: str, name: str, read: Read, *, page: str) -> list[URLPattern]:
    """`read` gets what the view of `page` gets, and opens to the same people. Linked to by `{% save name %}`."""
    return [path(f"{route}.{kind}", _view(read, answer, page), name=f"{name}-{kind}") for kind, answer in ANSWERS]


def _view(read: Read, answer: Answer, page: str) -> Callable[..., HttpResponseBase]:
    @require_safe
    def view(request: HttpRequest, **where: Any) -> HttpResponseBase:
        try:
            return answer(read(request, **where))
        except TooLong as error:
            messages.error(request, str(error))
            return redirect(f"{reverse(page, kwargs=where)}?{request.GET.urlencode()}")

    view.page = page  # type: ignore[attr-defined]  # so that nobody gets more than that page shows
    return view
