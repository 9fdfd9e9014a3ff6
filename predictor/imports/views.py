"""The pages of an import: upload, columns, who is who, look and store, what became of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from predictor import problems
from predictor.access.requests import Request, go
from predictor.access.rights import Act
from predictor.imports import choosing, pages, work
from predictor.imports.asking.people import PeopleForm
from predictor.imports.drafts import GONE, Draft, begin
from predictor.imports.forms import ColumnsForm, ReadingForm, UnclearForm, UploadForm
from predictor.imports.lists.rejected import rejected_of
from predictor.imports.previews.looking import Look, Wait
from predictor.imports.previews.of_class import FILES
from predictor.imports.previews.preview import Preview
from predictor.imports.undo import undo as undo_import
from predictor.models import Classroom, Import, ImportFile

IMPORTS_SHOWN = 50
PEOPLE = ("made_by", "stored_by", "undone_by")


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request, pk: int) -> HttpResponse:
    """Those of a class, and the form for another file."""
    classrooms = Classroom.objects.open_to(request.user, Act.CHANGE).select_related("schema_version")
    classroom = get_object_or_404(classrooms, pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (row := _begin(request, classroom, form)):
        return redirect("import-columns", row.pk)
    rows = classroom.imports.latest_first().select_related(*PEOPLE)[:IMPORTS_SHOWN]
    return render(request, "imports/imports.html", {"classroom": classroom, "form": form, "rows": rows})


def _begin(request: Request, classroom: Classroom, form: UploadForm) -> Import | None:
    file = form.cleaned_data["file"]
    try:
        return begin(classroom, request.user, form.cleaned_data["kind"], file.name, file.read())
    except problems.ImportRefused as error:
        form.add_error("file", str(error))
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    if draft is None:
        return redirect("import", pk)
    try:
        return _read_anew(request, draft) if "reading" in request.POST else _columns(request, draft)
    except problems.ImportUnclear as unclear:
        context = {"form": UnclearForm(unclear), "why": str(unclear)}
        return render(request, "imports/unclear.html", _context(draft, "columns") | context)


def _columns(request: Request, draft: Draft) -> HttpResponse:
    guesses = pages.guesses_with_reasons(draft, request.user)
    form = ColumnsForm(draft, guesses, request.POST if request.method == "POST" else None)
    if form.is_valid() and _chosen(request, draft, form):
        return redirect("import-people", draft.row.pk)
    reading = ReadingForm(draft, draft.table)
    context = {"form": form, "reading": reading if reading.fields else None, "table": draft.table}
    return render(request, "imports/columns.html", _context(draft, "columns") | context)


def _read_anew(request: Request, draft: Draft) -> HttpResponse:
    """What is no choice is refused when the file is read."""
    told = {key: request.POST[key] for key in choosing.READING if key in request.POST}
    try:
        choosing.choose_reading(draft, request.user, told)
    except problems.ImportUnclear:
        raise
    except problems.ImportRefused as error:
        messages.error(request, str(error))
    return redirect("import-columns", draft.row.pk)


def _chosen(request: Request, draft: Draft, form: ColumnsForm) -> bool:
    try:
        choosing.choose_columns(draft, request.user, form.chosen)
        _ = draft.entries
    except problems.ImportRefused as error:
        form.add_error(None, str(error))
    return form.is_valid()


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: Request, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    if draft is None:
        return redirect("import", pk)
    try:
        matches = draft.matches
    except problems.ImportRefused as error:
        return _back_to_columns(request, draft, error)
    form = PeopleForm(draft, matches, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _decided(request, draft, form)
    context = {"form": form, "elsewhere": pages.elsewhere(draft, request.user)} | pages.people_page(draft, matches)
    return render(request, "imports/people.html", _context(draft, "people") | context)


def _decided(request: Request, draft: Draft, form: PeopleForm) -> HttpResponse:
    is_anew = "anew" in request.POST
    try:
        choosing.decide(draft, {} if is_anew else form.decisions, anew=is_anew)
    except problems.ImportRefused as error:
        messages.error(request, str(error))
        return redirect("import", draft.row.pk)
    return redirect("import-people" if is_anew or form.has_more else "import-look", draft.row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: Request, pk: int) -> HttpResponse:
    """What would be stored; of a large file first how far a worker is with it."""
    draft = _draft(request, pk)
    if draft is None:
        return go(request, "import", pk)
    if request.method == "POST" and (then := _acted(request, draft)):
        return redirect(then, pk)
    try:
        found = FILES.look(draft, request.user)
    except problems.ImportRefused as error:
        messages.error(request, str(error))
        return go(request, "import-columns", pk)
    if isinstance(found, Wait):
        return _wait(request, draft, found)
    return go(request, "import-look", pk) if request.htmx else _looked(request, draft, found)


def _looked(request: Request, draft: Draft, found: Look[Preview]) -> HttpResponse:
    if found.said:
        messages.error(request, found.said)
    return render(request, "imports/look.html", _context(draft, "look") | pages.look_page(found.preview))


def _wait(request: Request, draft: Draft, wait: Wait) -> HttpResponse:
    template = "imports/parts/progress.html" if request.htmx else "imports/wait.html"
    return render(request, template, _context(draft, "look") | pages.wait_page(wait, request.user, draft.row.pk))


def _acted(request: Request, draft: Draft) -> str:
    """The page that what was sent leads to; blank where it is said above the preview why nothing was stored."""
    if "again" in request.POST:
        FILES.try_again(draft)
        return "import-look"
    try:
        seen, despite_odd = request.POST.get("plan", ""), "despite_odd" in request.POST
        if FILES.ask_to_store(draft, request.user, seen, despite_odd=despite_odd):
            return "import-look"
    except problems.ImportDone:
        return "import"
    return "import" if _confirmed(request, draft) else ""


def _confirmed(request: Request, draft: Draft) -> bool:
    """What is not stored is said above the preview, which is made again."""
    try:
        work.confirm(draft, request.user, request.POST.get("plan", ""), despite_odd="despite_odd" in request.POST)
    except problems.ImportDone:
        return True
    except problems.ImportRefused as error:
        messages.error(request, str(error))
        return False
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    messages.success(request, _("The file was stored."))
    return True


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    has_file = ImportFile.objects.filter(about=row).exists()
    if row.is_draft and not has_file:
        messages.error(request, _(GONE))  # a restore brings no files back
        return redirect("imports", row.classroom_id)
    if row.is_draft:
        return redirect("import-columns", pk)
    context = {"row": row, "classroom": row.classroom, "has_rejected": has_file}
    return render(request, "imports/import.html", context | pages.result_page(row))


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    try:
        undo_import(row, request.user)
        messages.success(request, _("The import was undone: every row is as it was before."))
    except problems.ImportRefused as error:
        messages.error(request, str(error))
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return redirect("import", pk)


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    try:
        work.discard(row)
    except problems.ImportDone as error:
        messages.error(request, str(error))
        return redirect("import", pk)
    messages.success(request, _("The file was thrown away. Nothing was stored."))
    return redirect("imports", row.classroom_id)


@require_safe
def rejected(request: Request, pk: int) -> HttpResponse:
    """The rows that are not taken, to be corrected and uploaded again."""
    row = _row(request, pk)
    try:
        content = rejected_of(row)
    except problems.ImportRefused as error:
        raise Http404(str(error)) from error
    disposition = f'attachment; filename="rejected-rows-{row.pk}.csv"'  # not for readers
    csv = "text/csv; charset=utf-8"  # not for readers
    return HttpResponse(content, content_type=csv, headers={"Content-Disposition": disposition})


def _row(request: Request, pk: int) -> Import:
    rows = Import.objects.open_to(request.user, Act.CHANGE).select_related("classroom__schema_version", *PEOPLE)
    return get_object_or_404(rows, pk=pk)


def _draft(request: Request, pk: int) -> Draft | None:
    """None where it is none any more; its page says what became of it. Raises ClassArchived."""
    row = _row(request, pk)
    try:
        draft = Draft.of(row)
    except problems.ImportDone:
        return None
    problems.ClassArchived.check(row.classroom)
    return draft


def _context(draft: Draft, step: str) -> dict[str, object]:
    return {"row": draft.row, "classroom": draft.row.classroom, "steps": pages.steps(step, draft.row.pk)}


def _back_to_columns(request: Request, draft: Draft, error: Exception) -> HttpResponse:
    messages.error(request, str(error))
    return redirect("import-columns", draft.row.pk)
