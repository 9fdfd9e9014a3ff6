"""The pages from a file to a first prediction. For admins."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from mlcore.datasets.keeping import NotKept
from mlcore.pipeline.exceptions import DataError, PipelineError
from mlcore.pipeline.files.formats.recognising import SeveralFormats
from mlcore.pipeline.schema import Schema
from mlcore.words.describing import growth as of_growth
from mlcore.words.describing import reasons
from mlcore.words.files import refused
from mlcore.words.files.told import listed
from mlcore.words.numbers import rows
from mlcore.words.said import said
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.describing import work
from predictor.describing.files import brought_by, file_of
from predictor.describing.forms import COLUMNS_PER_PAGE, ColumnForm, FileForm, WholeForm, changes_of
from predictor.describing.imported_views import imported
from predictor.describing.page import parts
from predictor.models import DescribedFile
from predictor.numbered import numbered

MOST_LISTED = 20
MOST_ALIKE = 3
SAY_WHICH = gettext_noop("It looks like exports of %(formats)s: say which it is, and choose the file again.")
IMPORT, IMPORT_GOOD = "import", "import-good"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.TRAIN)
def begin(request: Request) -> HttpResponse:
    """Bring a file, or go on with one that was brought."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        try:
            given = form.cleaned_data
            file = work.take(given["file"], by=request.user, grows=given["grows"], read_as=form.read_as)
        except SeveralFormats as error:
            form.add_error("format", _(SAY_WHICH) % {"formats": said(listed([one.name for one in error.formats]))})
        except DataError as error:
            form.add_error("file", said(error))
        else:
            return redirect("described", file.pk)
    return render(request, "describing/begin.html", {"form": form, "rows": brought_by(request.user)[:MOST_LISTED]})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.TRAIN)
def described(request: Request, pk: int) -> HttpResponse:
    """The proposal; once it is imported, what comes next."""
    file = file_of(request, pk)
    if file.dataset is not None:
        return imported(request, file)
    try:
        return _growing(request, file) if file.grows else _proposed(request, file)
    except DataError as error:
        return render(request, "describing/gone.html", {"file": file, "error": said(error)})


def _proposed(request: Request, file: DescribedFile) -> HttpResponse:
    work.refuse_gone(file)
    proposal = work.proposal_of(file)
    data = request.POST if request.method == "POST" else None
    whole, page = WholeForm(proposal, data), _page(proposal, request)
    columns = [ColumnForm(column, data) for column in page.object_list]
    context = {
        "file": file,
        "whole": whole,
        "page": page,
        "looked_at": reasons.of_file(proposal),
        "is_whole": proposal.has_question,
    }
    if data and whole.is_valid() and _are_valid(columns):
        answer = _changed(request, file, whole, columns, context)
        if answer is not None:
            return answer
    return render(request, "describing/proposal.html", context | {"parts": parts(proposal, columns)})


def _are_valid(columns: list[ColumnForm]) -> bool:
    """Every one is looked at, so that all mistakes are told at once."""
    return sum(not form.is_valid() for form in columns) == 0


def _page(proposal: Any, request: Request) -> Page[Any]:
    return numbered(proposal.columns, COLUMNS_PER_PAGE, request.GET.get("page"))


def _changed(
    request: Request, file: DescribedFile, whole: WholeForm, columns: list[ColumnForm], context: dict[str, Any]
) -> HttpResponse | None:
    """Where to go on, or None with what is wrong in the form."""
    try:
        is_anew = work.change(file, changes_of(whole, columns))
        if request.POST.get("act") in (IMPORT, IMPORT_GOOD) and not is_anew:
            return _store(request, file, work.proposal_of(file).schema, context)
    except PipelineError as error:
        whole.add_error(None, said(error))
        return None
    messages.success(request, _("Looked at once more, as you wished.") if is_anew else _("Your changes are kept."))
    return redirect(request.get_full_path())


def _store(request: Request, file: DescribedFile, schema: Schema, context: dict[str, Any]) -> HttpResponse | None:
    """None where rows are bad, which the context then names. Raises SchemaError, DataError, NotKept."""
    adds_to = context["earlier"] if "together" in request.POST else None
    try:
        done = work.store(file, schema, skip_bad_rows=request.POST.get("act") == IMPORT_GOOD, adds_to=adds_to)
    except work.NotStored as problem:
        checked = problem.refused.checked
        context["bad_rows"] = {
            "count": len(checked.bad_rows),
            "lines": refused.lines(checked.kinds, MOST_ALIKE)[:MOST_LISTED],
        }
        return None
    stored = ngettext(
        "%(rows)s is stored. The file itself is gone from here.",
        "%(rows)s are stored. The file itself is gone from here.",
        done.dataset.rows,
    )
    messages.success(request, stored % {"rows": rows(done.dataset.rows)})
    return redirect("described", file.pk)


def _growing(request: Request, file: DescribedFile) -> HttpResponse:
    growth = work.growth_of(file)
    opening, *told = of_growth.told(growth)
    context: dict[str, Any] = {"file": file, "growth": growth, "opening": opening, "told": told, "problem": ""}
    context["earlier"] = work.earlier_rows(file)
    if request.method == "POST":
        try:
            answer = _store(request, file, growth.schema, context)
        except (PipelineError, NotKept) as error:
            answer, context["problem"] = None, said(error) if isinstance(error, PipelineError) else str(error)
        if answer is not None:
            return answer
    return render(request, "describing/growth.html", context)


@require_POST
@needs(Act.TRAIN)
def delete(request: Request, pk: int) -> HttpResponse:
    """The file and its proposal; what was imported of it stays."""
    file_of(request, pk).delete()
    messages.success(request, _("The file is gone from here."))
    return redirect("describe")
