"""What no view could read is refused before anybody reads it: a body that is too large, or is not in UTF-8."""

import codecs
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

from studentperf.basics.limits import AROUND_A_FILE, LARGEST_BODY, takes_files
from studentperf.basics.uploads import most_bytes
from studentperf.edge import errors

READABLE = ("utf-8", "ascii")
UNREADABLE = "application/octet-stream; charset=unreadable"  # not for readers
LONGEST_LENGTH = 12  # digits


def content_type(text: str) -> str:
    """What the middleware can refuse. Of `text/plain; charset*=no-codec'en'x` Django could not even make a request."""
    try:
        codecs.lookup(parse_header_parameters(text)[1].get("charset", "utf-8"))
    except (LookupError, ValueError):
        return UNREADABLE
    return text


class BodyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        charset = (request.content_params or {}).get("charset")
        if not length.isdecimal() or not _is_readable(charset or "utf-8"):
            return errors.bad_request(request, BadRequest("neither a length nor UTF-8"))
        if len(length) > LONGEST_LENGTH or int(length) > _largest(request):
            return errors.too_large(request, takes_files=takes_files(request.method or "", request.path))
        if charset:
            request.encoding = "utf-8"  # also where it was called utf8 or ascii
        return self.get_response(request)


def _largest(request: HttpRequest) -> int:
    if not takes_files(request.method or "", request.path):
        return LARGEST_BODY
    return max(LARGEST_BODY, most_bytes() + AROUND_A_FILE)


def _is_readable(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in READABLE
    except (LookupError, ValueError):
        return False
