"""What is asked of an archived class on a page leads back to the class, with the reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase

from predictor.access.requests import go
from predictor.problems import ClassArchived


class ArchivedClasses:
    """A middleware: the API says it in a way of its own, before an error comes here."""

    def __init__(self, get_response: Callable[[Any], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: Any, error: Exception) -> HttpResponseBase | None:
        if not isinstance(error, ClassArchived):
            return None
        messages.error(request, str(error))
        return go(request, "classroom", error.classroom)
