"""What the facts of a job mean, in words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from signal import Signals
from typing import Any

from predictor.models import Job

AGAIN = "It can be asked for again."
OF_ANOTHER_RELEASE = "It waits for a worker of another release: none of this one knows how to do it."
ENDED = {
    "refused": "{said}",
    "forgotten": "It was refused; why is not kept for so long.",
    "hidden": "It was refused; why is told to those who may see its file.",
    "killed": "Its process was killed ({signal}), most often because memory ran out. {again}",
    "exited": "Its process ended by itself with status {code}; the log says why. {again}",
    "silent": "It said nothing for {minutes} and was ended. {again}",
    "worker lost": "The worker that had it was lost more than once. {again}",
    "worker stopped": "The worker that had it was stopped. {again}",
    "database lost": "The database went away while it ran. {again}",
    "broken": "Something went wrong that was not foreseen ({type}{said}); the log has the rest.",
}
STATES = {
    Job.State.QUEUED: "waiting",
    Job.State.RUNNING: "running",
    Job.State.DONE: "done",
    Job.State.FAILED: "failed",
    Job.State.CANCELLED: "cancelled",
}
NTH = {2: "for the second time", 3: "for the third time"}


def failure(error: Mapping[str, Any]) -> str:
    """Why a job failed and what to do; something is said of every fact, also of one that a newer release stored."""
    kind = str(error.get("kind", ""))
    said = str(error.get("said", ""))
    return (
        ENDED.get(kind, "It failed. {again}")
        .format(
            said=f": {said}" if kind == "broken" and said else said,
            signal=_signal(error.get("signal")),
            code=error.get("code"),
            type=error.get("type"),
            minutes=duration(_time(error.get("seconds"))),
            again=AGAIN,
        )
        .strip()
    )


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
        return "is being cancelled" if job.cancel_asked_at else f"{job.percent} %"
    return STATES[Job.State(job.state)]


def duration(time: timedelta) -> str:
    """'less than a minute', '1 minute', '2 hours 5 minutes'."""
    minutes = round(time.total_seconds() / 60)
    if minutes < 1:
        return "less than a minute"
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute")]
    return " ".join(f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in parts if count)


def left(time: timedelta | None) -> str:
    if time is None:
        return ""
    return f"{'about ' if time >= timedelta(seconds=30) else ''}{duration(time)} left"


def waiting(before: int, workers: int, named: str = "") -> str:
    """`named` is what it has to wait for in any case; `before` counts others."""
    if not workers:
        return "It waits: no worker is running at the moment."
    if named:
        return f"It waits for {named}{_more(before)}."
    return "It is next." if not before else f"It waits; {before} {'is' if before == 1 else 'are'} before it."


def _more(before: int) -> str:
    if not before:
        return " and is next after it"
    return f"; {before} more {'is' if before == 1 else 'are'} before it"


def running(job: Job, remaining: timedelta | None, unseen: timedelta | None) -> str:
    if unseen:
        return f"Its worker was not seen for {duration(unseen)}: another takes it as soon as one runs."
    if job.cancel_asked_at:
        return "It is being cancelled."
    said = ", ".join(filter(None, (f"{job.percent} % done", left(remaining), NTH.get(job.attempts, ""))))
    return f"{said}."


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
