"""All past predictions that the user may see, on pages, as CSV and as a workbook."""

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.access_log.record import seen, seen_in
from predictor.corrected.reads import corrected
from predictor.found.rows import Listed
from predictor.history import columns
from predictor.history.classes import classes_of
from predictor.history.filters import HistoryFilter, seen_by
from predictor.history.pages import Page, chunks
from predictor.history.paging import page_for, paging
from predictor.models import Student
from predictor.outcomes.matched import results_of
from predictor.predicting.readings import common_axis, readings
from predictor.saving import table
from predictor.saving.answers import as_csv, as_xlsx


@require_safe
@needs(Act.SEE, Http404)
def history(request: Request) -> HttpResponse:
    filters = HistoryFilter(request.GET, queryset=seen_by(request.user), request=request)
    page = (
        page_for(request, Listed(filters.qs, filters.asked), filters.order) if filters.is_valid() else Page([], "", "")
    )
    rows = readings(page.rows, results_of(page.rows), classes_of(page.rows, request.user), corrected(page.rows))
    seen(request, [prediction.student_id for prediction in page.rows])
    context = {
        "form": filters.form,
        "rows": rows,
        "axis": common_axis(rows),
        "only": _only_student(request, filters),
        "filtered": any(filters.form.cleaned_data.values()) or not filters.is_valid(),
        "csv_query": _without_cursor(request),
        **paging(request, page),
    }
    return render(request, "history/history.html", context)


@require_safe
@needs(Act.SEE, Http404)
def export(request: Request) -> StreamingHttpResponse:
    return as_csv(_table(request, _filters(request)))


@require_safe
@needs(Act.SEE, Http404)
def export_xlsx(request: Request) -> HttpResponseBase:
    filters = _filters(request)
    if table.is_too_long(filters.qs, table.MOST_WORKBOOK_ROWS):
        messages.error(request, table.too_long("predictions", table.MOST_WORKBOOK_ROWS, "filter, or save as CSV"))
        return redirect(f"{reverse('history')}?{request.GET.urlencode()}")
    return as_xlsx(_table(request, filters))


def _listed(filters: HistoryFilter) -> Listed:
    return Listed(filters.qs, filters.asked)


def _filters(request: Request) -> HistoryFilter:
    """Raises Http404 where one is not allowed."""
    filters = HistoryFilter(request.GET, queryset=seen_by(request.user), request=request)
    if not filters.is_valid():
        raise Http404(_("A filter has a value that is not allowed."))
    return filters


def _table(request: Request, filters: HistoryFilter) -> table.SavedTable:
    rows = chunks(Listed(filters.qs, filters.asked, columns.with_related), filters.order)
    pieces = seen_in(request, rows, lambda prediction: prediction.student_id)
    return columns.table(pieces, request.user)


def _only_student(request: Request, filters: HistoryFilter) -> Student | None:
    pk = filters.form.cleaned_data.get("student_id")
    return Student.objects.visible_to(request.user).filter(pk=pk).first() if pk else None


def _without_cursor(request: Request) -> str:
    query = request.GET.copy()
    for cursor in ("after", "before"):
        query.pop(cursor, None)
    return query.urlencode()
