"""Previews as they are kept with their file: as facts, which are said in the language of whoever reads them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.formats import date_format

from mlcore.pipeline.messages import Figure, Message
from mlcore.words import numbers
from mlcore.words.said import said_of
from predictor.imports.previews.state import State
from predictor.models import Job

P = TypeVar("P")
MESSAGE, FIGURE, DAY = {"template", "values"}, {"figure"}, {"day"}


def keep(
    files: QuerySet[Any], row: Any, preview: Any, made_from: State, *, only_of: Job | None = None, **also: Any
) -> None:
    """Nothing where the file is gone, or where it waits for another job by now than `only_of`."""
    held = files.filter(about=row)
    if only_of:
        held = held.filter(job=only_of.pk)
    held.update(preview={"state": list(made_from), "shown": as_facts(preview)}, **also)


def kept_in(file: Any, state: State, read: Callable[[object], P]) -> P | None:
    """The one that was made from this state, if there is one."""
    if file.preview.get("state") != list(state):
        return None
    try:
        return read(in_words(file.preview.get("shown")))
    except ValueError:
        return None


def as_facts(shown: Any) -> Any:
    """Plain JSON types."""
    if isinstance(shown, Message):
        return shown.to_dict()
    if isinstance(shown, Figure):
        return {"figure": str(shown)}
    if isinstance(shown, dt.date):
        return {"day": shown.isoformat()}
    if is_dataclass(shown):
        return {one.name: as_facts(getattr(shown, one.name)) for one in fields(shown)}
    if isinstance(shown, Mapping):
        return {name: as_facts(one) for name, one in shown.items()}
    return list(map(as_facts, shown)) if isinstance(shown, list | tuple) else shown


def in_words(facts: Any) -> Any:
    """The same with texts instead of messages; what an older release kept has texts already."""
    if isinstance(facts, Mapping):
        return _word(facts) or {name: in_words(one) for name, one in facts.items()}
    is_list = isinstance(facts, Sequence) and not isinstance(facts, str)
    return list(map(in_words, facts)) if is_list else facts


def _word(facts: Mapping[str, Any]) -> str:
    if facts.keys() == MESSAGE:
        return said_of(facts)
    if facts.keys() == FIGURE:
        return numbers.localised(facts["figure"])
    return date_format(dt.date.fromisoformat(facts["day"]), "SHORT_DATE_FORMAT") if facts.keys() == DAY else ""
