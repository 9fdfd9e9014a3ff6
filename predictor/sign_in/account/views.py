"""How somebody signs in, where they are logged in, and the tokens of their programs."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from predictor.access.requests import Request
from predictor.sign_in import sessions
from predictor.sign_in.account import programs


@require_safe
def account(request: Request) -> HttpResponse:
    has_password = settings.PASSWORD_SIGN_IN and request.user.has_usable_password()
    about = {
        "places": sessions.places(request.user, request.session.session_key),
        "factors": [one.type for one in Authenticator.objects.filter(user=request.user)],
        "has_password": has_password,
        "provider": settings.OIDC,
        "is_connected": SocialAccount.objects.filter(user=request.user).exists(),
    }
    return render(request, "sign_in/account/account.html", about)


@require_POST
def end(request: Request) -> HttpResponse:
    """One place, or all but this."""
    if mark := request.POST.get("place", ""):
        ended = sessions.end(request.user, mark)
        messages.success(request, _("That log-in is ended.") if ended else _("That log-in had ended already."))
        return redirect("account")
    count = sessions.end_others(request.user, request.session.session_key)
    said = ngettext("%(count)s other log-in is ended.", "%(count)s other log-ins are ended.", count) % {"count": count}
    messages.success(request, said)
    return redirect("account")


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.mfa")
def tokens(request: Request) -> HttpResponse:
    """Whoever finds an open page must not leave with a key for a month."""
    if request.method == "POST" and (digest := request.POST.get("token", "")):
        programs.end(request.user, digest)
        messages.success(request, _("That token is ended."))
        return redirect("tokens")
    form = programs.ProgramForm(request.POST or None, user=request.user)
    new = programs.begin(request.user, form) if form.is_valid() else ""
    about = {"new": new, "form": form, "tokens": programs.of(request.user)}
    return render(request, "sign_in/account/tokens.html", about, status=200 if new or not form.is_bound else 400)
