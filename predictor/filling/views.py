"""A gradebook of another program: uploaded, filled as the person says, looked at, saved. Nothing of it is stored."""

from pathlib import PurePath

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from mlcore.pipeline.exceptions import DataError
from mlcore.words.said import said
from predictor.access.requests import Request
from predictor.filling.forms import FillForm, UploadForm
from predictor.filling.gradebook import Gradebook
from predictor.filling.page import said_of, said_of_file
from predictor.filling.plan import NotLikeThis, Plan
from predictor.models import Classroom
from predictor.problems import ClassArchived

SAVE = "save"


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: Request, pk: int) -> HttpResponse:
    classrooms = Classroom.objects.visible_to(request.user).select_related("schema_version")
    classroom = get_object_or_404(classrooms, pk=pk)
    ClassArchived.check(classroom)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            return _chosen(request, form, Gradebook.of(classroom, form.content, request.user))
        except DataError as error:
            form.add_error("file", said(error))
    return render(request, "filling/upload.html", {"classroom": classroom, "form": form})


def _chosen(request: Request, upload: UploadForm, book: Gradebook) -> HttpResponse:
    """What goes where; once that is said, what will be written, and the file. Raises DataError."""
    form = FillForm(book, request.POST if "source" in request.POST else None)
    planned = _planned(form, book) if form.is_valid() else None
    content = planned.content() if planned and planned.written else b""
    if content and request.POST.get("act") == SAVE:
        return _file(upload.file_name, content)
    context = {
        "classroom": book.classroom,
        "upload": upload,
        "form": form,
        "layout": book.found.template.layout,
        "found": said_of_file(book.found),
        "said": said_of(planned) if planned else None,
    }
    return render(request, "filling/fill.html", context)


def _planned(form: FillForm, book: Gradebook) -> Plan | None:
    try:
        return book.plan(form.asked)
    except NotLikeThis as refusal:
        form.add_error(refusal.about, str(refusal))
        return None


def _file(name: str, content: bytes) -> HttpResponse:
    """Called like the template, so that it is known where it belongs."""
    stem = PurePath(name.replace("\\", "/")).stem or "gradebook"
    headers = {"Content-Disposition": content_disposition_header(True, f"{stem}-filled.csv") or ""}
    # Its letters are those of the template: a browser that is told of others might change them.
    return HttpResponse(content, content_type="text/csv", headers=headers)
