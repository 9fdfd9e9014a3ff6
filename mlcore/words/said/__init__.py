"""What the pipeline tells, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.messages import Figure, Message, Value
from mlcore.words import numbers


def said(told: Message | PipelineError | str) -> str:
    """Text that was stored by an older release is said as it stands."""
    if isinstance(told, str):
        return told
    message = told.message if isinstance(told, PipelineError) else told
    template = _translated(message)
    return template % {name: _value(value) for name, value in message.values.items()} if message.values else template


def said_of(stored: Mapping[str, Any] | str) -> str:
    """Of what was stored: a message, or the text of an older release."""
    return said(Message.from_dict(stored)) if isinstance(stored, Mapping) else str(stored)


def as_stored(error: Exception) -> dict[str, Any] | str:
    """What `said_of` reads again, in whichever language is read then: of an error of the pipeline, and of any that was
    made of a message."""
    told = error.message if isinstance(error, PipelineError) else next(iter(error.args), "")
    return told.to_dict() if isinstance(told, Message) else str(error)


def _translated(message: Message) -> str:
    if isinstance(message.template, str):
        return gettext(message.template)
    count = message.values["count"]
    return ngettext(*message.template, count if isinstance(count, int) else 2)


def _value(value: Value) -> Value:
    if isinstance(value, Message):
        return said(value)
    return numbers.localised(value) if isinstance(value, Figure) else value
