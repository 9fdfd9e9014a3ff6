"""The pages of files that are predicted: bring one, see what came of it, take it along."""

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.file_predictions import reads, work
from predictor.file_predictions.forms import PredictFileForm
from predictor.models import PredictedFile
from predictor.problems import FileRefused, NoLiveModel, PredictingStopped

FILES_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.PREDICT)
def files(request: Request) -> HttpResponse:
    """Those so far, and the form for another one; a worker predicts it."""
    tasks = reads.tasks_for(request.user)
    form = PredictFileForm(tasks, request.POST or None, request.FILES or None)
    if form.is_valid() and (row := _taken(request, form)):
        return redirect("job", row.job)
    rows = reads.listed(reads.files_of(request.user)[:FILES_SHOWN])
    return render(request, "file_predictions/files.html", {"form": form, "rows": rows, "has_tasks": tasks.exists()})


def _taken(request: Request, form: PredictFileForm) -> PredictedFile | None:
    file = form.cleaned_data["file"]
    task = reads.tasks_for(request.user).get(slug=form.cleaned_data["task"])
    try:
        return work.take(task, file.name, file.read(), {}, by=request.user)
    except FileRefused as error:
        form.add_error("file", str(error))
    except (NoLiveModel, PredictingStopped) as error:
        form.add_error("task", str(error))
    return None


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    row = _file(request, pk)
    context = {"shown": reads.shown(row, request.user), "row": row}
    return render(request, "file_predictions/file.html", context)


@require_safe
def output(request: Request, pk: int) -> StreamingHttpResponse | HttpResponse:
    """A piece at a time, however long it is."""
    row = _file(request, pk)
    if not row.is_done:
        raise Http404(_("It is not predicted yet."))
    if refusal := reads.why_not(row, request.user):
        messages.error(request, refusal)
        return redirect("predicted-file", row.pk)
    return reads.as_download(row)


@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    row = _file(request, pk)
    work.throw_away(row)
    messages.success(request, _("%(file)s and what was predicted for it are gone from here.") % {"file": row.name})
    return redirect("predicted-files")


def _file(request: Request, pk: int) -> PredictedFile:
    return get_object_or_404(reads.files_of(request.user), pk=pk)
