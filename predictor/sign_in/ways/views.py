"""The page of what somebody signs in with."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from predictor.access.people.forms import ReasonForm
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.problems import RolesRefused
from predictor.sign_in.ways import work


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.GIVE_ROLES, Http404)
def ways(request: Request, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.select_related("standing"), pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and _taken(request, user, form):
        return redirect("person-ways", pk)
    return render(request, "sign_in/ways.html", {"person": user, "form": form} | work.held(user))


def _taken(request: Request, user: User, form: ReasonForm) -> bool:
    asked = request.POST.get("way", "")
    if asked not in set(work.Way):
        raise Http404
    way = work.Way(asked)
    try:
        is_taken = work.take(user, way, request.user, form.cleaned_data["reason"])
    except RolesRefused as error:
        form.add_error("reason", str(error))
        return False
    messages.success(request, work.said(way, is_taken=is_taken))
    return True
