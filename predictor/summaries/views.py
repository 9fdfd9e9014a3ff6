"""The switch of the weekly summary."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from predictor.access.requests import Request
from predictor.summaries import words
from predictor.summaries.work import is_on, last_of, switch


@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: Request) -> HttpResponse:
    if request.method == "POST":
        on = request.POST.get("summary") == "on"
        switch(request.user, on=on)
        said = _("The weekly summary is switched on.") if on else _("The weekly summary is switched off.")
        messages.success(request, said)
        return redirect("weekly-summary")
    last, prints = last_of(request.user), settings.EMAIL_BACKEND.endswith("console.EmailBackend")
    context = {"is_on": is_on(request.user), "sends_mail": not prints, "last": words.last(last) if last else ""}
    return render(request, "summaries/summary.html", context)
