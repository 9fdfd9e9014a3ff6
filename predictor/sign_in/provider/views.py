"""To the provider, and back from it."""

from collections.abc import Callable

import structlog
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from requests import RequestException

from predictor.sign_in.provider.protocol import SchoolAdapter
from studentperf.sign_in import PROVIDER

logger = structlog.get_logger(__name__)


@login_not_required
@require_GET
def leave(request: HttpRequest, provider_id: str = PROVIDER) -> HttpResponse:
    return _answer(request, OAuth2LoginView.adapter_view)


@login_not_required
@require_GET
def come_back(request: HttpRequest, provider_id: str = PROVIDER) -> HttpResponse:
    return _answer(request, OAuth2CallbackView.adapter_view)


def _answer(request: HttpRequest, made: Callable[..., Callable[..., HttpResponse]]) -> HttpResponse:
    if settings.OIDC is None:
        raise Http404
    try:
        return made(SchoolAdapter(request, PROVIDER))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except RequestException as error:
        logger.warning("provider_does_not_answer", why=type(error).__name__)
        about = {"why": "silent", "provider": settings.OIDC.name}
        return render(request, "sign_in/refused.html", about, status=503)
