"""What was told during a training, as lines for people."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from mlcore.words.numbers import rows
from mlcore.words.training.looking import looking

if TYPE_CHECKING:
    from predictor.training.ordering.duration import Estimate
    from predictor.training.ordering.underway import Underway

MINUTE, HOUR = 60, 3600


def sentence(fact: Mapping[str, Any]) -> str:
    """Of a fact of another shape, as another release told it, no more than that there was one."""
    try:
        return _said(fact)
    except (KeyError, TypeError, ValueError):
        return "Another release told of a step here."


def _said(fact: Mapping[str, Any]) -> str:
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
    """'Maths score: a training is underway already; ada asked for it at 14:02. Another one waits for its end.'"""
    asked = f"{found.who or 'somebody'} asked for it{_since(found)}"
    return f"{found.task.label}: a training is underway already; {asked}. Another one waits for its end."


def asked_for(found: "Underway") -> str:
    """'the training that ada asked for at 14:02'."""
    if not found.since:
        return "a training that is just ending"
    return f"the training that {found.who or 'somebody'} {'asked for' if found.job else 'began'}{_since(found)}"


def _since(found: "Underway") -> str:
    return f" {_moment(found.since)}" if found.since else ""


def _moment(at: datetime) -> str:
    """Of another day with its date."""
    local = timezone.localtime(at)
    return f"at {local:%H:%M}" if local.date() == timezone.localdate() else f"at {local:%H:%M on %-d %B %Y}"


def about(estimate: "Estimate | None") -> str:
    """How long it takes, no more exactly than anybody knows it."""
    if estimate is None:
        return "not known yet"
    seconds = estimate.seconds
    if seconds < MINUTE:
        return f"about {max(10, round(seconds / 10) * 10)} seconds"
    if seconds < HOUR:
        return _counted(seconds / MINUTE, "minute")
    return _counted(seconds / HOUR, "hour")


def _counted(number: float, unit: str) -> str:
    count = max(1, round(number))
    return f"about {count} {unit}{'' if count == 1 else 's'}"


def going_by(estimate: "Estimate | None") -> str:
    """What that is known from."""
    if estimate is None:
        return "Nothing like it was trained here yet."
    if estimate.of_another:
        return "Going by how long another question took here, by rows and inputs."
    return "As long as like ones took here."


def takes(estimate: "Estimate | None") -> str:
    """Both in a sentence."""
    if estimate is None:
        return "How long it takes is not known yet: nothing like it was trained here."
    return f"It takes {about(estimate)}, going by what was trained here before."
