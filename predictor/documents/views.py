"""Documents as pages and for print, and filling in what only the school can say."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act, may, needs
from predictor.documents import catalogue
from predictor.documents.forms import GapsForm
from predictor.documents.gaps.asked import GAPS
from predictor.documents.gaps.reads import history, said
from predictor.documents.gaps.work import say
from predictor.documents.paper.pdf import pdf_of
from predictor.problems import StatementRefused


@require_safe
@needs(Act.READ_DOCUMENTS)
def documents(request: Request) -> HttpResponse:
    known = said(GAPS)
    lines = [(one, sum(not known[key].text for key in one.gaps)) for one in catalogue.open_to(request.user)]
    return render(request, "documents/documents.html", {"lines": lines, "note": catalogue.note()})


@require_safe
@needs(Act.READ_DOCUMENTS)
def document(request: Request, name: str) -> HttpResponse:
    found = catalogue.read(catalogue.document_for(request.user, name))
    fills = bool(may(request.user, Act.ANSWER_FOR_SCHOOL))
    context = {"found": found, "note": catalogue.note(), "fills": fills and found.document.gaps}
    return render(request, "documents/document.html", context)


@require_safe
@needs(Act.READ_DOCUMENTS)
def pdf(request: Request, name: str) -> HttpResponse:
    found = catalogue.read(catalogue.document_for(request.user, name))
    saved_as = content_disposition_header(True, f"{name}-{found.made_at:%Y-%m-%d}.pdf") or ""
    return HttpResponse(pdf_of(found), content_type="application/pdf", headers={"Content-Disposition": saved_as})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.ANSWER_FOR_SCHOOL)
def gaps(request: Request, name: str) -> HttpResponse:
    found = catalogue.document_for(request.user, name)
    form = GapsForm(said(found.gaps).values(), request.POST if request.method == "POST" else None)
    if form.is_valid() and _kept(request, form):
        return redirect("document", name)
    context = {
        "document": found,
        "form": form,
        "history": [{"label": GAPS[row.gap].label, "row": row} for row in history(found.gaps)],
    }
    return render(request, "documents/gaps.html", context)


def _kept(request: Request, form: GapsForm) -> bool:
    try:
        new = say(form.wanted(), by=request.user)
    except StatementRefused as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Kept.") if new else _("Nothing was changed."))
    return True
