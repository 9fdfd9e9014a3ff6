"""Exceptions as logs may hold them: kind and place, and no word that may quote somebody's data."""

import os
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

import structlog
from django.db import OperationalError


def described(error: BaseException) -> list[dict[str, Any]]:
    """The exception and what led to it, the last one first."""
    return [_described(link) for link in _chain(error)]


def message(error: BaseException) -> str:
    """What an exception says where that speaks of files and servers, else nothing."""
    if isinstance(error, OperationalError):
        # Beside its first sentence the server quotes rows: the one that a full disk stopped, for example.
        said = getattr(getattr(error.__cause__, "diag", None), "message_primary", None)
        return str(said or error).strip()
    if isinstance(error, OSError):
        return os.strerror(error.errno) if error.errno else ""  # the name of a file may be that of a student
    return str(error) if getattr(error, "names_no_person", False) else ""


def as_lines(links: list[dict[str, Any]]) -> str:
    shown = [" ".join(filter(None, (link["type"], link.get("message")))) for link in links]
    frames = ["\n  ".join(["", *link["frames"]]) for link in links]
    return "\n".join(map(str.__add__, shown, frames))


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return links


def _described(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    found: dict[str, Any] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    said = message(error)
    return found | {"message": said} if said else found


def tell_uncaught_ones() -> None:
    """What ends the process, a thread, or an object that is cleared away, goes to the log instead of being printed with
    every word. A notebook or a test runner that has its own way keeps it."""
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _ends_the_process
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = _ends_a_thread
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _nobody_could_catch


def _ends_the_process(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _log("process_failed", error)


def _ends_a_thread(what: "threading.ExceptHookArgs") -> None:
    if what.exc_value is not None and not isinstance(what.exc_value, SystemExit):
        _log("thread_failed", what.exc_value)


def _nobody_could_catch(what: "sys.UnraisableHookArgs") -> None:
    if what.exc_value is not None:
        _log("clearing_failed", what.exc_value)


def _log(event: str, error: BaseException) -> None:
    structlog.get_logger("studentperf").critical(event, exc_info=error)
