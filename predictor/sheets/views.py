"""A report is asked for on the page of its dataset, and saved as a file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mlcore.models import Dataset
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.models import Report
from predictor.sheets import work
from predictor.sheets.reads import why_not


@require_POST
@needs(Act.EXPLORE, Http404)
def ask(request: Request, pk: int) -> HttpResponse:
    dataset = get_object_or_404(Dataset.objects.present(), pk=pk)
    return redirect("job", work.ask(dataset, None, by=request.user).pk)


@require_safe
@needs(Act.EXPLORE, Http404)
def report(request: Request, pk: int) -> HttpResponse:
    """As a file to save: its styles are inside, which no page of ours may have."""
    found = get_object_or_404(Report.objects.open_to(request.user), pk=pk)
    if refusal := why_not(found, request.user):
        messages.error(request, refusal)
        return redirect("job", found.pk)
    headers = {"Content-Disposition": content_disposition_header(True, found.file_name) or ""}
    return HttpResponse(found.html, content_type="text/html; charset=utf-8", headers=headers)
