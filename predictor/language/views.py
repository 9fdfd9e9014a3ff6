"""The switch at the foot of every page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from predictor.access.requests import Request
from predictor.models import ChosenLanguage


@login_not_required
@require_POST
def choose(request: Request) -> HttpResponse:
    """For a person who is logged in it is kept with the account; the browser keeps it for the log-in page."""
    code = request.POST.get("language")
    if code not in dict(settings.LANGUAGES):
        raise BadRequest("not a language that is offered")
    if request.user.is_authenticated:
        ChosenLanguage.objects.update_or_create(account=request.user, defaults={"code": code})
    return set_language(request)
