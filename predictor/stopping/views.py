"""The page of the switch: admins only, with a reason that everybody reads."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from mlcore import stopping
from mlcore.models import PredictingChange
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.problems import NotTurned
from predictor.stopping.work import LONGEST_REASON, turn

CHANGES_SHOWN = 50


class TurnForm(forms.Form):
    why = forms.CharField(
        label=pgettext_lazy("a reason", "Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Everybody who is logged in reads this sentence. It is kept for good, with your name and the time."
        ),
    )
    # What the page showed, so that nothing else is done than what was confirmed.
    stops = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_stopped: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_stopped:  # why it begins again stands on no other page
            self.fields["why"].help_text = _("It is kept for good, with your name and the time.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.STOP_PREDICTING)
def switch(request: Request) -> HttpResponse:
    now = stopping.current()
    form = TurnForm(request.POST if request.method == "POST" else None, is_stopped=now is not None)
    if form.is_valid() and _turned(request, form):
        return redirect("stopping")
    context = {"form": form, "now": now, "changes": PredictingChange.objects.all()[:CHANGES_SHOWN]}
    return render(request, "stopping/switch.html", context)


def _turned(request: Request, form: TurnForm) -> bool:
    is_stop = form.cleaned_data["stops"]
    try:
        turn(is_stop, by=request.user, why=form.cleaned_data["why"])
    except NotTurned as error:
        form.add_error(None, _("Nothing was changed: %(why)s") % {"why": error})
        return False
    messages.success(request, _("Nothing is predicted any more.") if is_stop else _("Predicting begins again."))
    return True
