"""For admins: who was invited. For whoever was: making the account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from predictor.access.limits import WRONG_LINKS, visitor
from predictor.access.links import link
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.models import Invitation
from predictor.sign_in import keys, mails
from predictor.sign_in.invitations import work
from predictor.sign_in.invitations.forms import AnswerForm, InviteForm
from predictor.sign_in.invitations.words import why
from predictor.sign_in.views import go_on, too_many

SHOWN = 200


@needs(Act.GIVE_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: Request) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found, token = work.invite(form.cleaned_data["address"], [form.cleaned_data["role"]], request.user)
        except work.InvitationError as error:
            form.add_error("address", why(error))
        else:
            return _send(request, found, token)
    return _page(request, form)


@needs(Act.GIVE_ROLES)
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    try:
        found, token = work.invite_again(get_object_or_404(Invitation, pk=pk), request.user)
    except work.InvitationError as error:
        messages.error(request, why(error))
        return redirect("invitations")
    return _send(request, found, token)


@needs(Act.GIVE_ROLES)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Invitation, pk=pk)
    if work.withdraw(found):
        messages.success(request, _("The invitation of %(address)s is withdrawn.") % {"address": found.address})
    else:
        messages.error(request, _("This invitation was answered or withdrawn already."))
    return redirect("invitations")


def _send(request: Request, invitation: Invitation, token: str) -> HttpResponse:
    """Where no mail is sent the link is shown, once, to be handed over."""
    where = link("invitation", key=token)
    sent = mails.send(mails.of_invitation(invitation, where))
    if not sent or not mails.sends_mail():
        return _page(request, InviteForm(), {"link": where, "invited": invitation, "failed": not sent})
    work.note_sent(invitation)
    messages.success(request, _("The invitation was sent to %(address)s.") % {"address": invitation.address})
    return redirect("invitations")


def _page(request: Request, form: InviteForm, more: dict[str, object] | None = None) -> HttpResponse:
    found = Invitation.objects.select_related("invited_by__standing", "accepted_by")[:SHOWN]
    about = {"form": form, "invitations": found, "days": settings.INVITATION_DAYS, "sends_mail": mails.sends_mail()}
    return render(request, "sign_in/invitations/invitations.html", about | (more or {}))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    try:
        keys.refuse_guessers(request)
    except keys.TooManyLinksError:
        return too_many(request)
    token = str(request.GET.get("key", ""))
    invitation = work.of_token(token)
    if invitation is None:
        WRONG_LINKS.allows(visitor(request))
        return render(request, "sign_in/ended.html", {"what": "invitation"}, status=404)
    return _answered(request, invitation, token)


def _answered(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if settings.PASSWORD_SIGN_IN and request.method == "POST" and form.is_valid():
        try:
            user = work.accept(token, form.cleaned_data["username"], form.cleaned_data["password1"])
        except work.InvitationError as error:
            form.add_error(None, why(error))
        else:
            return go_on(request, user, "invitation")
    about = {"invitation": invitation, "form": form, "passwords": settings.PASSWORD_SIGN_IN, "provider": settings.OIDC}
    return render(request, "sign_in/invitations/answer.html", about)
