"""No process keeps a model in memory that is gone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from mlcore.versions.live import drop_taken_away


class NothingOutlivesItsFile:
    """Whoever is forgotten may be among the rows that a model explains itself by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        drop_taken_away()
        return self.get_response(request)
