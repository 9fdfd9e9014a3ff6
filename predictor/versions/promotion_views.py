"""Making another version the live one: admins only, with a reason that is kept."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from mlcore.models import ModelVersion, Promotion, Task
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import ledger
from mlcore.words.said import said
from predictor import problems
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.texts import Words
from predictor.versions import promoting
from predictor.whose_rows.objected import objected_since


class ReasonForm(forms.Form):
    why = Words(
        label=pgettext_lazy("a reason", "Why"),
        max_length=promoting.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept for good beside the change, with your name and the time."),
    )
    # The number of the version that the page showed as live, so that nothing else is changed than what was confirmed.
    seen = forms.IntegerField(
        label=gettext_lazy("Live version"),
        min_value=0,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value"), gettext_lazy("Please look at this page again.")
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.PROMOTE)
def promote(request: Request, pk: int) -> HttpResponse:
    version = get_object_or_404(ModelVersion.objects.select_related("task", "run__dataset"), pk=pk)
    if version.is_live:
        messages.info(request, _("Version %(number)s is live already.") % {"number": version.number})
        return redirect("model-versions", version.task.slug)
    return _confirm(request, version.task, version, partial(promoting.promote, version))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.PROMOTE)
def rollback(request: Request, slug: str) -> HttpResponse:
    task = get_object_or_404(Task, slug=slug)
    try:
        before = promoting.version_before(task)
    except problems.NotPromoted as error:
        messages.error(request, str(error))
        return redirect("model-versions", task.slug)
    return _confirm(request, task, before, partial(promoting.roll_back, task))


def _confirm(request: Request, task: Task, version: ModelVersion, change: Callable[..., Promotion]) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (promotion := _changed(request, form, change)):
        messages.success(request, _("Version %(number)s is live now.") % {"number": promotion.version.number})
        return redirect("model-versions", task.slug)
    live = ModelVersion.objects.select_related("run__dataset").live_for(task)
    context = {"task": task, "version": version, "about": [version], "live": live, "form": form}
    context["objected"] = objected_since([version])
    context["refusal"] = ledger.refusal_of(version)
    return render(request, "versions/promote.html", context)


def _changed(request: Request, form: ReasonForm, change: Callable[..., Promotion]) -> Promotion | None:
    try:
        return change(by=request.user, why=form.cleaned_data["why"], expected=form.cleaned_data["seen"])
    except (BundleError, problems.NotPromoted) as error:
        told = said(error) if isinstance(error, BundleError) else str(error)
        form.add_error(None, _("Nothing was changed: %(why)s") % {"why": told})
        return None
