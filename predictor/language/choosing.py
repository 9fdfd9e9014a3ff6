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
        asked = translation.get_language_from_request(request)
        translation.activate(asked)
        if (own := _own(request, asked)) != asked:
            translation.activate(own)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", own)
        patch_vary_headers(response, ("Accept-Language",))
        return response


def _own(request: HttpRequest, asked: str) -> str:
    """What the person chose. Scripts send a token and have no log-in of a browser: nothing is looked up for them."""
    if request.path.endswith(FILES):
        return settings.LANGUAGE_CODE
    if "HTTP_AUTHORIZATION" in request.META:
        return asked
    session: Any = request.session
    kept: str | None = session.chosen_language()
    return kept if kept in dict(settings.LANGUAGES) else asked
