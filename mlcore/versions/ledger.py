"""Which version was live at a time, who put it there, and what the gate had said: the record of promotions, read."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

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
        raise NotATime(f"'{text}' lies before the year {FIRST_YEAR}")
    if at > timezone.now():
        raise NotATime(f"'{text}' is still to come; leave the time out to ask about now")
    return at


def _parsed(text: str, zone_needed: bool) -> datetime:
    try:
        found = parse_datetime(text)
    except ValueError:  # of the right shape, but no day of the calendar
        found = None
    if found is None:
        raise NotATime(f"'{text[:100]}' is no time; write it like 2026-11-20T14:30{_zone(zone_needed)}")
    if timezone.is_aware(found):
        return found
    if zone_needed:
        raise NotATime(f"'{text}' names no time zone; write it like 2026-11-20T14:30{_zone(zone_needed)}")
    return timezone.make_aware(found)


def _zone(needed: bool) -> str:
    if needed:
        return "Z or 2026-11-20T15:30+01:00 (in an address, + is written %2B)"
    return f", in the time zone {timezone.get_current_timezone_name()}, or with a zone of its own, like +01:00"


def said(found: LiveAt) -> str:
    """In a sentence or two."""
    when, arrival = f"At {_time(found.at)}", found.arrival
    if arrival is None:
        first = found.next
        then = f": the first, version {first.version.number}, went live at {_time(first.at)}" if first else ""
        return f"{when} no version of task {found.task.slug} was live yet{then}."
    until = f", until {_time(found.next.at)}" if found.next else ", and still is"
    return (
        f"{when} version {arrival.version.number} ({arrival.version.label}) of task {found.task.slug} was live{until}. "
        f"It {_action(arrival)} by {arrival.who} at {_time(arrival.at)}: {why_of(arrival)}"
    )


def _action(change: Promotion) -> str:
    actions = Promotion.Action
    told = {actions.TRAINED: "went live after a training", actions.ROLLED_BACK: "was brought back"}
    return told.get(actions(change.action), "was promoted")


def _time(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S %z}"


def refusal_of(version: ModelVersion) -> str:
    """Why the gate refused to let it serve by itself; empty where it did not, or an older release trained."""
    verdict = StoredRun(version.run, ()).verdict
    return "" if verdict is None or verdict.passes else gate.refused(verdict, version.schema_version.schema)


def why_of(promotion: Promotion) -> str:
    """Why a version went live: as somebody said it, or from what was measured after a training."""
    verdict = read(Verdict, promotion.facts)
    return said_of(verdict, promotion.version) if verdict else promotion.why


def said_of(verdict: Verdict, version: ModelVersion) -> str:
    promote = f"manage.py promote {version.task.slug}:{version.number}"
    return gate.verdict(verdict, promote, version.schema_version.schema)
