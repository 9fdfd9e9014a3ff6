"""What was told during a training, as lines for people."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.datasets.words import withheld
from mlcore.words.names import person
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
        return _("Another release told of a step here.")


def _said(fact: Mapping[str, Any]) -> str:
    if fact.get("kind") == "started":
        return _("It learns from %(rows)s: those whose result is known.") % {"rows": rows(fact["rows"])}
    if fact.get("kind") == "withheld":
        return withheld(fact["rows"])
    if fact.get("kind") == "candidate":
        well, failed = (
            _("%(done)s of %(of)s: %(label)s %(ended)s"),
            _("%(done)s of %(of)s: %(label)s failed: %(error)s"),
        )
        said = {"done": fact["done"], "of": fact["of"], "label": fact["label"], "error": fact["error"]}
        return (failed if fact["error"] else well) % {**said, "ended": ended_well(fact)}
    return looking(fact.get("at", ""), fact.get("winner", ""))


def ended_well(fact: Mapping[str, Any]) -> str:
    """Of a candidate that did not fail."""
    return _("did not take part") if fact.get("aside") else _("done")


def told(fact: Mapping[str, Any]) -> str:
    """What it is busy with, where that is not one of the candidates; blank for these."""
    return "" if fact.get("kind") == "candidate" else sentence(fact)


def is_underway(found: "Underway") -> str:
    """'Maths score: a training is underway already; ada asked for it at 14:02. Another one waits for its end.'"""
    said = {"task": found.task.label, "who": person(found.who) or _("somebody")}
    if not found.since:
        told = _("%(task)s: a training is underway already; %(who)s asked for it. Another one waits for its end.")
        return told % said
    told = _("%(task)s: a training is underway already; %(who)s asked for it %(when)s. Another one waits for its end.")
    return told % {**said, "when": _moment(found.since)}


def asked_for(found: "Underway") -> str:
    """'the training that ada asked for at 14:02'."""
    if not found.since:
        return _("a training that is just ending")
    asked, began = _("the training that %(who)s asked for %(when)s"), _("the training that %(who)s began %(when)s")
    return (asked if found.job else began) % {"who": person(found.who) or _("somebody"), "when": _moment(found.since)}


def _moment(at: datetime) -> str:
    """Of another day with its date."""
    local = timezone.localtime(at)
    said = {"time": f"{local:%H:%M}", "day": date_format(local, "DATE_FORMAT")}
    is_today = local.date() == timezone.localdate()
    return (_("at %(time)s") if is_today else _("at %(time)s on %(day)s")) % said


def about(estimate: "Estimate | None") -> str:
    """How long it takes, no more exactly than anybody knows it."""
    if estimate is None:
        return _("not known yet")
    seconds = estimate.seconds
    if seconds < MINUTE:
        return _("about %(count)s seconds") % {"count": max(10, round(seconds / 10) * 10)}
    if seconds < HOUR:
        minutes = max(1, round(seconds / MINUTE))
        return ngettext("about %(count)s minute", "about %(count)s minutes", minutes) % {"count": minutes}
    hours = max(1, round(seconds / HOUR))
    return ngettext("about %(count)s hour", "about %(count)s hours", hours) % {"count": hours}


def going_by(estimate: "Estimate | None") -> str:
    """What that is known from."""
    if estimate is None:
        return _("Nothing like it was trained here yet.")
    if estimate.of_another:
        return _("Going by how long another question took here, by rows and inputs.")
    return _("As long as like ones took here.")


def takes(estimate: "Estimate | None") -> str:
    """Both in a sentence."""
    if estimate is None:
        return _("How long it takes is not known yet: nothing like it was trained here.")
    return _("It takes %(time)s, going by what was trained here before.") % {"time": about(estimate)}
