"""What every address of the API does beside its own work: creating once per key, and answering only what is new."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from predictor.api.idempotency import once

Handler = Callable[..., HttpResponseBase]


class Resource(APIView):
    """Creating is `post`. `creates_once = False` where a repeated answer may not be kept, as that of a token."""

    creates_once = True

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "post" in vars(cls) and cls.creates_once:
            cls.post = _creating(cls.post)  # type: ignore[attr-defined]  # just found

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        if request.method == "GET" and answer.status_code == 200 and isinstance(answer, Response):
            answer.add_post_render_callback(lambda rendered: _unless_known(request, rendered))
        return answer


def _creating(handler: Handler) -> Handler:
    @wraps(handler)
    def post(self: Resource, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return once(request, lambda: handler(self, request, *args, **kwargs))

    return post


def _unless_known(request: Request, answer: Response) -> HttpResponseBase | None:
    """304 where the client names what it has and that is just this; else nothing in its place."""
    etag = quote_etag(hashlib.blake2b(answer.content, digest_size=16).hexdigest())
    known = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    answer.headers["ETag"] = etag
    return HttpResponseNotModified(headers={"ETag": etag}) if known & {etag, "*"} else None
