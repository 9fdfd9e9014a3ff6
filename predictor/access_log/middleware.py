"""Around every request: which line it becomes stands in the table of addresses, and it is written before the answer."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpResponseBase

from predictor.access_log import admin_lines, routes
from predictor.access_log.record import CURRENT, Record, current, record_of
from predictor.access_log.routes import SAFE
from predictor.access_log.students import now
from predictor.access_log.work import IN_A_CHANGE, before_commit, write
from predictor.models import AccessLine

Act, Door = AccessLine.Act, AccessLine.Door


class AccessLog:
    def __init__(self, get_response: Callable[[Any], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        if request.method in SAFE:
            return _finished(request, self.get_response(request))
        with current(None), before_commit(lambda: _write(request, condition=IN_A_CHANGE)):
            response = self.get_response(request)
        return _finished(request, response)

    def process_view(self, request: Any, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]) -> None:
        record = request.access_record = _begun(request, kwargs)
        if record and request.method not in SAFE:
            CURRENT.set(record)
            if record.act is Act.DELETED:
                record.noted |= now(record.of, record.key)

    def process_template_response(self, request: Any, response: Any) -> Any:
        if (record := record_of(request)) and record.door is Door.ADMIN:
            record.noted.update(admin_lines.listed(response))
        return response


def _begun(request: Any, kwargs: dict[str, Any]) -> Record | None:
    name = request.resolver_match.url_name or ""
    if "admin" in request.resolver_match.namespaces:
        found, door = admin_lines.route_of(name, kwargs), Door.ADMIN
    else:
        route = routes.ROUTES.get(name)
        found = (route, routes.key_of(route, kwargs)) if route else None
        door = Door.API if name.startswith("api-") else Door.PAGE
    act = found and found[0].act(request.method)
    return Record(door=door, act=act, what=name, of=found[0].of, key=found[1]) if found and act else None


def _finished(request: Any, response: HttpResponseBase) -> HttpResponseBase:
    record = record_of(request)
    if record is None or not _is_told(request, response):
        return response
    replays = getattr(response, "replays", None)
    if _is_form_again(request, response, record) or replays is not None:
        record.act = Act.SAW
        record.noted.update(replays or ())
    _write(request, quick=request.method in SAFE)
    if record.goes_on:
        response.streaming_content = _while_written(request, response.streaming_content)  # type: ignore[attr-defined]  # it streams
    return response


def _is_told(request: Any, response: HttpResponseBase) -> bool:
    """Errors tell nothing of anybody, nor does being led elsewhere by a link. 304 tells that what is there holds."""
    return response.status_code < (300 if request.method in SAFE else 400) or response.status_code == 304


def _is_form_again(request: Any, response: HttpResponseBase, record: Record) -> bool:
    """A page whose form was refused: shown once more, and nothing was changed."""
    if request.method in SAFE or record.door is Door.API or record.is_written:
        return False
    leads_on = response.status_code != 200 or "HX-Redirect" in response or "Content-Disposition" in response
    return not leads_on


def _while_written(request: Any, pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        _write(request, quick=True)
        yield piece


def _write(request: Any, *, quick: bool = False, condition: str = "") -> None:
    record, user = record_of(request), getattr(request, "user", None)
    if record and user and user.is_authenticated:
        record.by(user)
        write(record, quick=quick, condition=condition)
