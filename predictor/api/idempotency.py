"""`Idempotency-Key`: a creating call that is sent twice creates once, and is answered the same both times.

The answer is stored in the transaction of what it tells: whatever dies in between, both are there or neither. The same
call at the same moment waits for the first one, as the key is unique. What is refused stores nothing, not even its key.
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer

from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.models.accounts.calls import GONE, LONGEST_KEY, KeptCall
from predictor.models.accounts.tokens import is_without_sensitive
from predictor.roles import names_allowed, roles_of

HEADER = "Idempotency-Key"
ALLOWED = re.compile(rf"[!-~]{{1,{LONGEST_KEY}}}")


class Replay(HttpResponse):
    """What was answered before; the access log takes it for a look at these students."""

    def __init__(self, kept: KeptCall) -> None:
        headers = {"Idempotency-Replayed": "true"} | ({"Location": kept.location} if kept.location else {})
        super().__init__(kept.content, status=kept.status, content_type="application/json", headers=headers)
        self.replays = frozenset(kept.students)


def once(request: Request, act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `act` answers, or what it answered before. Raises Refused for a key that stands for something else."""
    key = request.headers.get(HEADER)
    if key is None:
        return act()
    with transaction.atomic():
        kept, is_first = _kept(request, key)
        if not is_first:
            return _again(request, kept)
        response = act()
        _keep(kept, request, response)
        return response


def _kept(request: Request, key: str) -> tuple[KeptCall, bool]:
    if not ALLOWED.fullmatch(key):
        told = _("Send 1 to %(most)s printable characters of ASCII without spaces.")
        raise invalid({HEADER: told % {"most": LONGEST_KEY}})
    KeptCall.objects.over().filter(user=request.user, key=key).delete()
    first = {"asked": _asked(request), "rights": _rights(request)}
    return KeptCall.objects.get_or_create(user=request.user, key=key, defaults=first)


def _again(request: Request, kept: KeptCall) -> Replay:
    if bytes(kept.asked) != _asked(request):
        told = _("This key came with another call before. A new call needs a new key.")
        raise Refused(422, "key_reused", told)
    if kept.status == GONE or bytes(kept.rights) != _rights(request):
        told = _("It was done, but rights or data have changed since: read what it created instead of its answer.")
        raise Refused(409, "answer_gone", told)
    return Replay(kept)


def _keep(kept: KeptCall, request: Request, response: Any) -> None:
    record = getattr(request._request, "access_record", None)
    kept.students = sorted(record.noted) if record else []
    kept.status, kept.location = response.status_code, response.headers.get("Location", "")  # not for readers
    kept.content = JSONRenderer().render(response.data).decode()
    kept.save(update_fields=["students", "status", "location", "content"])


def _asked(request: Request) -> bytes:
    return _digest([request.method, request.get_full_path(), request.headers.get("Accept-Language"), request.data])


def _rights(request: Request) -> bytes:
    user: Any = request.user
    held = [sorted(roles_of(user)), names_allowed(user)]
    return _digest([held, getattr(user, "field_rules", None), is_without_sensitive(user)])


def _digest(what: Any) -> bytes:
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).digest()
