"""What the facts of a job mean, in words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from signal import Signals
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.words.said import said_of
from predictor.models import Job

AGAIN = gettext_noop("It can be asked for again.")
OF_ANOTHER_RELEASE = gettext_noop("It waits for a worker of another release: none of this one knows how to do it.")
FAILED = gettext_noop("It failed. %(again)s")
ENDED = {
    "refused": "%(said)s",
    "forgotten": gettext_noop("It was refused; why is not kept for so long."),
    "hidden": gettext_noop("It was refused; why is told to those who may see its file."),
    "killed": gettext_noop("Its process was killed (%(signal)s), most often because memory ran out. %(again)s"),
    "exited": gettext_noop("Its process ended by itself with status %(code)s; the log says why. %(again)s"),
    "silent": gettext_noop("It said nothing for %(minutes)s and was ended. %(again)s"),
    "worker lost": gettext_noop("The worker that had it was lost more than once. %(again)s"),
    "worker stopped": gettext_noop("The worker that had it was stopped. %(again)s"),
    "database lost": gettext_noop("The database went away while it ran. %(again)s"),
    "broken": gettext_noop("Something went wrong that was not foreseen (%(type)s%(said)s); the log has the rest."),
}
STATES = {
    Job.State.QUEUED: gettext_noop("waiting"),
    Job.State.RUNNING: gettext_noop("running"),
    Job.State.DONE: gettext_noop("done"),
    Job.State.FAILED: gettext_noop("failed"),
    Job.State.CANCELLED: gettext_noop("cancelled"),
}
# As they are stored; the page of a job says them so.
STORED = (gettext_noop("queued"), gettext_noop("running"), gettext_noop("cancelled"))
NTH = {2: gettext_noop("for the second time"), 3: gettext_noop("for the third time")}


def failure(error: Mapping[str, Any]) -> str:
    """Why a job failed and what to do; something is said of every fact, also of one that a newer release stored."""
    kind = str(error.get("kind", ""))
    told = said_of(error.get("said") or "")
    facts = {
        "said": f": {told}" if kind == "broken" and told else told,
        "signal": _signal(error.get("signal")),
        "code": error.get("code"),
        "type": error.get("type"),
        "minutes": duration(_time(error.get("seconds"))),
        "again": _(AGAIN),
    }
    return (_(ENDED.get(kind, FAILED)) % facts).strip()


def _time(seconds: Any) -> timedelta:
    return timedelta(seconds=seconds if isinstance(seconds, int | float) else 0)


def _signal(number: Any) -> str:
    try:
        return Signals(number).name
    except ValueError:
        return f"signal {number}"


def state(job: Job) -> str:
    """In one or two words, as lists show it."""
    if job.state == Job.State.RUNNING:
        return _("is being cancelled") if job.cancel_asked_at else f"{job.percent} %"
    return _(STATES[Job.State(job.state)])


def duration(time: timedelta) -> str:
    """'less than a minute', '1 minute', '2 hours 5 minutes'."""
    minutes = round(time.total_seconds() / 60)
    if minutes < 1:
        return _("less than a minute")
    hours, minutes = divmod(minutes, 60)
    said_hours = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    said_minutes = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return " ".join(said for said, count in ((said_hours, hours), (said_minutes, minutes)) if count)


def left(time: timedelta | None) -> str:
    if time is None:
        return ""
    template = _("about %(time)s left") if time >= timedelta(seconds=30) else _("%(time)s left")
    return template % {"time": duration(time)}


def waiting(before: int, workers: int, named: str = "") -> str:
    """`named` is what it has to wait for in any case; `before` counts others."""
    if not workers:
        return _("It waits: no worker is running at the moment.")
    if not before:
        return _("It waits for %(what)s and is next after it.") % {"what": named} if named else _("It is next.")
    facts = {"what": named, "count": before}
    if not named:
        return ngettext("It waits; %(count)s is before it.", "It waits; %(count)s are before it.", before) % facts
    return (
        ngettext(
            "It waits for %(what)s; %(count)s more is before it.",
            "It waits for %(what)s; %(count)s more are before it.",
            before,
        )
        % facts
    )


def running(job: Job, remaining: timedelta | None, unseen: timedelta | None) -> str:
    if unseen:
        lost = _("Its worker was not seen for %(time)s: another takes it as soon as one runs.")
        return lost % {"time": duration(unseen)}
    if job.cancel_asked_at:
        return _("It is being cancelled.")
    nth = _(NTH[job.attempts]) if job.attempts in NTH else ""
    done = _("%(percent)s %% done") % {"percent": job.percent}
    return f"{', '.join(filter(None, (done, left(remaining), nth)))}."


def took(job: Job) -> str:
    if not (job.started_at and job.ended_at):
        return ""
    return duration(max(job.ended_at - job.started_at, timedelta()))


def at(fact: Mapping[str, Any]) -> datetime | None:
    """When a fact was told."""
    try:
        return datetime.fromisoformat(str(fact.get("at", "")))
    except ValueError:
        return None
