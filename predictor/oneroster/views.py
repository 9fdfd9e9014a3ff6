"""The pages of a zip about a school, for admins: upload, classes, teachers and tests, look, what became of it."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from predictor import problems
from predictor.access.requests import Request, go
from predictor.access.rights import Act, needs
from predictor.imports.pages import steps, wait_page
from predictor.imports.previews.looking import Look, Wait
from predictor.models import Roster, RosterFile
from predictor.oneroster import offers, pages, work
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.drafts import GONE, Draft, begin
from predictor.oneroster.forms import ClassesForm, GoingForm, UploadForm, WhoAndWhatForm
from predictor.oneroster.previews.of_school import FILES
from predictor.oneroster.previews.preview import MOST_CLASSES, RosterPreview
from predictor.oneroster.teachers import proposals
from predictor.oneroster.undo import undo as undo_roster

ROSTERS_SHOWN = 50
PAGE, STEP = ["GET", "HEAD", "POST"], needs(Act.IMPORT_ROSTERS, Http404)


@require_http_methods(PAGE)
@STEP
def rosters(request: Request) -> HttpResponse:
    """Those so far, and the form for another."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return redirect("roster-classes", begin(request.user, file.name, file.read()).pk)
        except problems.ImportRefused as error:
            form.add_error("file", str(error))
    rows = Roster.objects.latest_first().select_related("made_by")
    return render(request, "oneroster/rosters.html", {"form": form, "rows": rows[:ROSTERS_SHOWN]})


@require_http_methods(PAGE)
@STEP
def classes(request: Request, pk: int) -> HttpResponse:
    draft = _draft(pk)
    if draft is None:
        return redirect("roster", pk)
    offered = offers.offered_classes(draft)
    form = ClassesForm(offered, draft.choices.classes, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _chosen(request, draft, replace(draft.choices, classes=form.chosen), "roster-who")
    return render(request, "oneroster/classes.html", _context(draft, "classes") | {"form": form})


@require_http_methods(PAGE)
@STEP
def who(request: Request, pk: int) -> HttpResponse:
    """Who of the accounts teaches, and which field a test's results are of."""
    draft = _draft(pk)
    if draft is None:
        return redirect("roster", pk)
    try:
        form = _who_form(request, draft)
    except problems.ImportRefused as error:
        return _back_to_classes(request, draft, error)
    if form.is_valid():
        offers.remember_tests(request.user, form.chosen_tests.items())
        told = replace(draft.choices, teachers=form.chosen_teachers, tests=form.chosen_tests)
        return _chosen(request, draft, told, "roster-look")
    unknown = [one for one in proposals(draft.records, draft.here, draft.today) if not one.accounts]
    context = {"form": form, "unknown": unknown[:MOST_CLASSES], "unknown_count": len(unknown)}
    return render(request, "oneroster/who.html", _context(draft, "who") | context)


def _who_form(request: Request, draft: Draft) -> WhoAndWhatForm:
    """Raises ImportRefused."""
    proposed = proposals(draft.records, draft.here, draft.today)
    tests = offers.offered_tests(draft, request.user)
    chosen = draft.choices.teachers, draft.choices.tests
    sent = request.POST if request.method == "POST" else None
    return WhoAndWhatForm(proposed, tests, offers.fields_of(draft), chosen, sent)


@require_http_methods(PAGE)
@STEP
def look(request: Request, pk: int) -> HttpResponse:
    """What would be stored; of a large zip first how far a worker is with it."""
    draft = _draft(pk)
    if draft is None:
        return go(request, "roster", pk)
    try:
        if request.method == "POST" and (then := _acted(request, draft)):
            return redirect(then, pk)
        found = FILES.look(draft, request.user)
    except problems.ImportRefused as error:
        return _back_to_classes(request, draft, error)
    if isinstance(found, Wait):
        return _wait(request, draft, found)
    return go(request, "roster-look", pk) if request.htmx else _looked(request, draft, found)


def _acted(request: Request, draft: Draft) -> str:
    """The page that what was sent leads to; blank where the preview is shown with what became of it."""
    if "again" in request.POST:
        FILES.try_again(draft)
        return "roster-look"
    if "plan" not in request.POST:
        return ""
    seen, despite_odd = request.POST["plan"], "despite_odd" in request.POST
    try:
        if FILES.ask_to_store(draft, request.user, seen, despite_odd=despite_odd):
            return "roster-look"
    except problems.ImportDone:
        return "roster"
    return "roster" if _confirmed(request, draft, seen, despite_odd=despite_odd) else ""


def _looked(request: Request, draft: Draft, found: Look[RosterPreview]) -> HttpResponse:
    going = _going_form(request, draft, found.preview)
    if going.is_valid():
        return _chosen(request, draft, replace(draft.choices, gone=going.leaving, stop=going.stopping), "roster-look")
    if found.said:
        messages.error(request, found.said)
    context = {"going": going if going.asks else None} | pages.look_page(found.preview)
    return render(request, "oneroster/look.html", _context(draft, "look") | context)


def _wait(request: Request, draft: Draft, wait: Wait) -> HttpResponse:
    template = "imports/parts/progress.html" if request.htmx else "oneroster/wait.html"
    context = _context(draft, "look") | wait_page(wait, request.user, draft.row.pk, before="who", of="roster")
    return render(request, template, context)


def _going_form(request: Request, draft: Draft, preview: RosterPreview) -> GoingForm:
    stop = [f"{account}/{key}" for key, account in draft.choices.stop]
    sent = request.POST if "going" in request.POST else None
    return GoingForm(preview.going, preview.ending, sent, initial={"gone": draft.choices.gone, "stop": stop})


def _confirmed(request: Request, draft: Draft, seen: str, *, despite_odd: bool) -> bool:
    """What is not stored is said above the preview, which is made again."""
    try:
        work.confirm(draft, request.user, seen, despite_odd=despite_odd)
    except problems.ImportDone:
        return True
    except problems.ImportRefused as error:
        messages.error(request, str(error))
        draft.forget()
        return False
    messages.success(request, _("The file was stored."))
    return True


@require_safe
@STEP
def detail(request: Request, pk: int) -> HttpResponse:
    row = _row(pk)
    if row.is_draft and not RosterFile.objects.filter(about=row).exists():
        messages.error(request, _(GONE))
        return redirect("rosters")
    if row.is_draft:
        return redirect("roster-classes", pk)
    has_refused = RosterFile.objects.filter(about=row).exists()
    return render(request, "oneroster/roster.html", {"row": row, "has_refused": has_refused} | pages.result_page(row))


@require_POST
@STEP
def undo(request: Request, pk: int) -> HttpResponse:
    try:
        undo_roster(_row(pk), request.user)
        messages.success(request, _("The file was undone: every class is as it was before."))
    except problems.ImportRefused as error:
        messages.error(request, str(error))
    return redirect("roster", pk)


@require_POST
@STEP
def discard(request: Request, pk: int) -> HttpResponse:
    try:
        work.discard(_row(pk))
    except problems.ImportDone as error:
        messages.error(request, str(error))
        return redirect("roster", pk)
    messages.success(request, _("The file was thrown away. Nothing was stored."))
    return redirect("rosters")


@require_safe
@STEP
def refused(request: Request, pk: int) -> HttpResponse:
    """The rows that are not taken, to be corrected and uploaded again."""
    try:
        content = work.refused_of(_row(pk))
    except problems.ImportRefused as error:
        raise Http404(str(error)) from error
    disposition = f'attachment; filename="refused-rows-{pk}.zip"'  # not for readers
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": disposition})


def _row(pk: int) -> Roster:
    return get_object_or_404(Roster.objects.select_related("made_by", "stored_by", "undone_by"), pk=pk)


def _draft(pk: int) -> Draft | None:
    """None where it is none any more; its page says what became of it."""
    row = _row(pk)
    try:
        return Draft.of(row)
    except problems.ImportDone:
        return None


def _chosen(request: Request, draft: Draft, choices: Choices, then: str) -> HttpResponse:
    try:
        draft.choose(choices)
    except problems.ImportDone as error:
        messages.error(request, str(error))
        return redirect("roster", draft.row.pk)
    return redirect(then, draft.row.pk)


def _context(draft: Draft, step: str) -> dict[str, object]:
    return {"row": draft.row, "steps": steps(step, draft.row.pk, pages.STEPS, "roster")}


def _back_to_classes(request: Request, draft: Draft, error: Exception) -> HttpResponse:
    messages.error(request, str(error))
    return go(request, "roster-classes", draft.row.pk)
