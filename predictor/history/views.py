"""All past predictions that the user may see, on pages and as CSV."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.history import csv_file
from predictor.history.filters import HistoryFilter, seen_by
from predictor.history.pages import Page, chunks
from predictor.history.paging import page_for, paging
from predictor.models import Student
from predictor.predicting.readings import common_axis, readings


@require_safe
def history(request: Request) -> HttpResponse:
    filters = HistoryFilter(request.GET, queryset=seen_by(request.user), request=request)
    page = page_for(request, filters.qs.with_names(), filters.order) if filters.is_valid() else Page([], "", "")
    rows = readings(page.rows)
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
def export(request: Request) -> StreamingHttpResponse:
    filters = HistoryFilter(request.GET, queryset=seen_by(request.user), request=request)
    if not filters.is_valid():
        raise Http404("A filter has a value that is not allowed.")
    predictions = filters.qs.select_related("student__classroom", "task__schema_version", "model_version", "made_by")
    lines = csv_file.lines(chunks(predictions.prefetch_related("model_version__schema_version"), filters.order))
    name = f"predictions-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _only_student(request: Request, filters: HistoryFilter) -> Student | None:
    pk = filters.form.cleaned_data.get("student_id")
    return Student.objects.visible_to(request.user).filter(pk=pk).first() if pk else None


def _without_cursor(request: Request) -> str:
    query = request.GET.copy()
    for cursor in ("after", "before"):
        query.pop(cursor, None)
    return query.urlencode()
