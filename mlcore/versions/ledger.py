"""Which version was live at a time, who put it there, and what the gate had said: the record of promotions, read."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.models import ModelVersion, Promotion, Task
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.versions.stored import StoredRun, read
from mlcore.words.verdicts import gate

# Nobody kept a record before; and the ends of the calendar have no time in every zone.
FIRST_YEAR = 1900


class NotATime(Exception):
    """What was written is no time that can be asked about; the message says what to write."""


@dataclass(frozen=True)
class LiveAt:
    """What answered for a task at a time: since its `arrival`, and until the `next` change; None where there is none.

    Without an arrival no version was live yet.
    """

    task: Task
    at: datetime
    arrival: Promotion | None
    next: Promotion | None


def live_at(task: Task, at: datetime) -> LiveAt:
    """Two queries. Changes are told apart by their order, not by clocks, of which each machine has its own."""
    changes = task.promotions.select_related("version__task", "version__schema_version", "previous__task")
    arrival = changes.filter(at__lte=at).order_by("-id").first()
    later = changes.filter(id__gt=arrival.pk) if arrival else changes
    return LiveAt(task, at, arrival, later.order_by("id").first())


def moment(text: str, *, zone_needed: bool = False) -> datetime:
    """A time that has come, as somebody wrote it; without a zone, that of the school. Raises NotATime."""
    at = _parsed(text.strip(), zone_needed)
    if at.year < FIRST_YEAR:
        raise NotATime(_("'%(text)s' lies before the year %(year)s") % {"text": text, "year": FIRST_YEAR})
    if at > timezone.now():
        raise NotATime(_("'%(text)s' is still to come; leave the time out to ask about now") % {"text": text})
    return at


def _parsed(text: str, zone_needed: bool) -> datetime:
    try:
        found = parse_datetime(text)
    except ValueError:  # of the right shape, but no day of the calendar
        found = None
    if found is None:
        told = _("'%(text)s' is no time; write it like %(example)s")
        raise NotATime(told % {"text": text[:100], "example": _example(zone_needed)})
    if timezone.is_aware(found):
        return found
    if zone_needed:
        told = _("'%(text)s' names no time zone; write it like %(example)s")
        raise NotATime(told % {"text": text, "example": _example(zone_needed)})
    return timezone.make_aware(found)


def _example(zone_needed: bool) -> str:
    if zone_needed:
        return _("2026-11-20T14:30Z or 2026-11-20T15:30+01:00 (in an address, + is written %%2B)") % {}
    told = _("2026-11-20T14:30, in the time zone %(zone)s, or with a zone of its own, like +01:00")
    return told % {"zone": timezone.get_current_timezone_name()}


def said(found: LiveAt) -> str:
    """In a sentence or two."""
    arrival = found.arrival
    if arrival is None:
        return _none_yet(found)
    still = _("At %(at)s version %(number)s (%(label)s) of task %(task)s was live, and still is.")
    until = _("At %(at)s version %(number)s (%(label)s) of task %(task)s was live, until %(until)s.")
    told = (until if found.next else still) % {
        "at": _time(found.at),
        "number": arrival.version.number,
        "label": arrival.version.label,
        "task": found.task.slug,
        "until": _time(found.next.at) if found.next else "",
    }
    came = _(_CAME.get(arrival.action, _PROMOTED))
    return f"{told} {came % {'who': arrival.who, 'at': _time(arrival.at), 'why': why_of(arrival)}}"


def _none_yet(found: LiveAt) -> str:
    said, first = {"at": _time(found.at), "task": found.task.slug}, found.next
    if first is None:
        return _("At %(at)s no version of task %(task)s was live yet.") % said
    told = _(
        "At %(at)s no version of task %(task)s was live yet: the first, version %(number)s, went live at %(first)s."
    )
    return told % {**said, "number": first.version.number, "first": _time(first.at)}


_PROMOTED = gettext_noop("It was promoted by %(who)s at %(at)s: %(why)s")
_CAME: dict[str, str] = {
    Promotion.Action.TRAINED: gettext_noop("It went live after a training by %(who)s at %(at)s: %(why)s"),
    Promotion.Action.ROLLED_BACK: gettext_noop("It was brought back by %(who)s at %(at)s: %(why)s"),
    Promotion.Action.FORGOT: gettext_noop("It went live after a training by %(who)s at %(at)s: %(why)s"),
}


def _time(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S %z}"


def refusal_of(version: ModelVersion) -> str:
    """Why the gate refused to let it serve by itself; empty where it did not, or an older release trained."""
    verdict = StoredRun(version.run, ()).verdict
    return "" if verdict is None or verdict.passes else gate.refused(verdict, version.schema_version.schema)


def why_of(promotion: Promotion) -> str:
    """Why a version went live: as somebody said it, or from what was measured after a training."""
    verdict = read(Verdict, promotion.facts)
    if promotion.action == Promotion.Action.FORGOT:
        return _("the version before it had learned from a student who was forgotten")
    return said_of(verdict, promotion.version) if verdict else promotion.why


def said_of(verdict: Verdict, version: ModelVersion) -> str:
    promote = f"manage.py promote {version.task.slug}:{version.number}"  # not for readers
    return gate.verdict(verdict, promote, version.schema_version.schema)
