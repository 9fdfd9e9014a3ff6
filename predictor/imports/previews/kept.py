"""Previews as they are kept with their file."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import QuerySet

from predictor.imports.previews.state import State
from predictor.models import Job

P = TypeVar("P")


def keep(
    files: QuerySet[Any], row: Any, preview: Any, made_from: State, *, only_of: Job | None = None, **also: Any
) -> None:
    """Nothing where the file is gone, or where it waits for another job by now than `only_of`."""
    held = files.filter(about=row)
    if only_of:
        held = held.filter(job=only_of.pk)
    held.update(preview={"state": list(made_from), "shown": preview.to_json()}, **also)


def kept_in(file: Any, state: State, read: Callable[[object], P]) -> P | None:
    """The one that was made from this state, if there is one."""
    if file.preview.get("state") != list(state):
        return None
    try:
        return read(file.preview.get("shown"))
    except ValueError:
        return None
