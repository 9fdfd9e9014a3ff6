"""What was told during a training, as lines for people."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from mlcore.words.numbers import rows
from mlcore.words.training.looking import looking

if TYPE_CHECKING:
    from predictor.training.ordering.underway import Underway

MINUTE, HOUR = 60, 3600


def sentence(fact: Mapping[str, Any]) -> str:
    if fact.get("kind") == "started":
        return f"It learns from {rows(fact['rows'])}: those whose result is known."
    if fact.get("kind") == "candidate":
        ended = f"failed: {fact['error']}" if fact["error"] else ended_well(fact)
        return f"{fact['done']} of {fact['of']}: {fact['label']} {ended}"
    return looking(fact.get("at", ""), fact.get("winner", ""))


def ended_well(fact: Mapping[str, Any]) -> str:
    """Of a candidate that did not fail."""
    return "did not take part" if fact.get("aside") else "done"


def told(fact: Mapping[str, Any]) -> str:
    """What it is busy with, where that is not one of the candidates; blank for these."""
    return "" if fact.get("kind") == "candidate" else sentence(fact)


def is_underway(found: "Underway") -> str:
    """'Maths score: a training is underway already; ada asked for it at 14:02 on 26 November 2026. Wait ...'"""
    asked = f"{found.who or 'somebody'} asked for it{f' {_moment(found.since)}' if found.since else ''}"
    return f"{found.task.label}: a training is underway already; {asked}. Wait for it, or cancel it first."


def _moment(at: datetime) -> str:
    return f"at {timezone.localtime(at):%H:%M on %-d %B %Y}"


def about(seconds: float | None) -> str:
    """How long it takes, no more exactly than anybody knows it."""
    if seconds is None:
        return "not known yet"
    if seconds < MINUTE:
        return f"about {max(10, round(seconds / 10) * 10)} seconds"
    if seconds < HOUR:
        return _counted(seconds / MINUTE, "minute")
    return _counted(seconds / HOUR, "hour")


def _counted(number: float, unit: str) -> str:
    count = max(1, round(number))
    return f"about {count} {unit}{'' if count == 1 else 's'}"
