"""Middleware: which language an answer is in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

# Files are read by programs, too, and may come back: they are the same in every language.
FILES = (".csv", ".xlsx", ".toml", ".json")


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # First without the session: where even that cannot be read, it is said in the browser's language.
        translation.activate(translation.get_language_from_request(request))
        translation.activate(_of(request))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ("Accept-Language",))
        return response


def _of(request: HttpRequest) -> str:
    if request.path.endswith(FILES):
        return settings.LANGUAGE_CODE
    kept = _kept(request)
    return kept if kept in dict(settings.LANGUAGES) else translation.get_language()


def _kept(request: HttpRequest) -> str | None:
    """What the person chose. Scripts send a token and have no log-in of a browser: nothing is looked up for them."""
    if "HTTP_AUTHORIZATION" in request.META:
        return None
    session: Any = request.session
    kept: str | None = session.chosen_language()
    return kept
