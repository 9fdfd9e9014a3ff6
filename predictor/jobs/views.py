"""The pages of jobs: all that somebody may follow, and one of them with its progress."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.jobs import reads, work
from predictor.jobs.saved import list_of_jobs
from predictor.models import Job, JobQuerySet
from predictor.problems import JobEnded
from predictor.saving import table
from predictor.saving.answers import as_csv, as_xlsx

JOBS_SHOWN = 50


@require_safe
def jobs(request: Request) -> HttpResponse:
    rows = list(_open_to(request).latest_first()[: JOBS_SHOWN + 1])
    shown = [reads.Listed.of(job, title) for job, title in zip(rows, reads.titles(rows, request.user), strict=True)]
    has_more = len(rows) > JOBS_SHOWN
    return render(request, "jobs/jobs.html", {"jobs": shown[:JOBS_SHOWN], "has_more": has_more})


@require_safe
def job(request: Request, pk: int) -> HttpResponse:
    shown = reads.shown(_job(request, pk), request.user)
    template = "jobs/parts/progress.html" if request.htmx else "jobs/job.html"
    return render(request, template, {"shown": shown, "job": shown.job})


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    try:
        work.cancel(_job(request, pk))
    except JobEnded as error:
        messages.info(request, str(error))
    return redirect(_page_before(request) or reverse("job", args=[pk]))


def _page_before(request: Request) -> str:
    """Which the button stood on; blank where that is none of ours."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else ""


@require_safe
def jobs_csv(request: Request) -> StreamingHttpResponse:
    return as_csv(list_of_jobs(_open_to(request), request.user))


@require_safe
def jobs_xlsx(request: Request) -> HttpResponseBase:
    rows = _open_to(request)
    if table.is_too_long(rows, table.MOST_WORKBOOK_ROWS):
        messages.error(request, table.too_long("jobs", table.MOST_WORKBOOK_ROWS, "save as CSV"))
        return redirect("jobs")
    return as_xlsx(list_of_jobs(rows, request.user))


def _open_to(request: Request) -> JobQuerySet:
    return Job.objects.open_to(request.user, Act.FOLLOW_JOBS).select_related("asked_by")


def _job(request: Request, pk: int) -> Job:
    return get_object_or_404(_open_to(request), pk=pk)
