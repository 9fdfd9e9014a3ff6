"""Whoever asks is whoever reads the answer, also where it is a file that is still being written when it leaves."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from mlcore.models.schemas import CLOSED
from predictor.access.reading.closed import closed_to


class ReadByWhoAsks:
    """The account is looked at when a schema is: the API learns of it later than pages do.

    What is set stays until the next request of this thread, because an answer may be read piece by piece.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        CLOSED.set(lambda name: closed_to(request.user, name))
        return self.get_response(request)
