"""All past predictions that the user may see, on pages, as CSV and as a workbook."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.history import csv_file, xlsx_file
from predictor.history.filters import HistoryFilter, seen_by
from predictor.history.pages import Page, chunks
from predictor.history.paging import page_for, paging
from predictor.models import Prediction, Student
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
    filters = _filters(request)
    lines = csv_file.lines(chunks(_with_everything(filters), filters.order))
    headers = {"Content-Disposition": f'attachment; filename="{_file_name("csv")}"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def export_xlsx(request: Request) -> HttpResponseBase:
    filters = _filters(request)
    if filters.qs.order_by()[xlsx_file.MOST_ROWS :].exists():
        most = f"{xlsx_file.MOST_ROWS:,}"
        messages.error(request, f"More than {most} predictions are too many for a workbook: filter, or save as CSV.")
        return redirect(f"{reverse('history')}?{request.GET.urlencode()}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.xlsx"
        xlsx_file.write(path, chunks(_with_everything(filters), filters.order))
        # Open, it can be read to its end though its name is gone with the folder.
        return FileResponse(path.open("rb"), as_attachment=True, filename=_file_name("xlsx"))


def _filters(request: Request) -> HistoryFilter:
    """Raises Http404 where one is not allowed."""
    filters = HistoryFilter(request.GET, queryset=seen_by(request.user), request=request)
    if not filters.is_valid():
        raise Http404("A filter has a value that is not allowed.")
    return filters


def _with_everything(filters: HistoryFilter) -> QuerySet[Prediction]:
    """All that a file has of each prediction."""
    rows = filters.qs.select_related("student__classroom", "task", "model_version", "made_by")
    # Schemas are long: read with every row they would be most of what is read.
    return rows.prefetch_related("task__schema_version", "model_version__schema_version")


def _file_name(ending: str) -> str:
    return f"predictions-{timezone.localdate():%Y-%m-%d}.{ending}"


def _only_student(request: Request, filters: HistoryFilter) -> Student | None:
    pk = filters.form.cleaned_data.get("student_id")
    return Student.objects.visible_to(request.user).filter(pk=pk).first() if pk else None


def _without_cursor(request: Request) -> str:
    query = request.GET.copy()
    for cursor in ("after", "before"):
        query.pop(cursor, None)
    return query.urlencode()
