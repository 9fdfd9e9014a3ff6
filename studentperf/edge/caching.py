"""No browser or proxy keeps an answer: whoever sits at the machine next could read the names in it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class NothingIsKept:
    """Below the files for browsers, which are kept for ever; whatever a view says of caching, nothing else is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        # Without them nothing can be answered from what was kept; a program has it because it chose to.
        if not request.path.startswith("/api/"):
            del response["ETag"]
        del response["Last-Modified"]
        return response
