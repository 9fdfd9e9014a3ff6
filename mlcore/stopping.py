"""The switch that ends all predicting at once, in every process, and lets it begin again."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from mlcore.models import ModelVersion, PredictingChange
from mlcore.pipeline.messages import N_, message
from mlcore.words.said import said

LONGEST_REASON = 500
# Any number that no other use of Postgres' advisory locks in this project takes.
LOCK_OF_THE_SWITCH = 7_004


class PredictingStopped(Exception):
    """Nothing is predicted for anybody, for the reason that was given; as a string in the reader's language."""

    def __init__(self, why: str) -> None:
        super().__init__(message(N_("Predicting is stopped: %(why)s"), why=why))

    def __str__(self) -> str:
        return said(self.args[0])


class NotTurned(Exception):
    """The switch stays as it is; the message says why."""


@dataclass(frozen=True)
class Stop:
    """Who stopped it, when and why."""

    who: str
    why: str
    at: dt.datetime


def stop_of(version: ModelVersion) -> Stop | None:
    """As the query said that found it to be live."""
    return as_stop(getattr(version, "stop", None))


def as_stop(found: Mapping[str, Any] | None) -> Stop | None:
    return Stop(found["who"], found["why"], dt.datetime.fromisoformat(found["at"])) if found else None


def current() -> Stop | None:
    newest = PredictingChange.objects.first()
    return Stop(newest.who, newest.why, newest.at) if newest and newest.is_stop else None


def check() -> None:
    """Also in the middle of long work. Raises PredictingStopped."""
    if found := current():
        raise PredictingStopped(found.why)


def stop(*, who: str, why: str) -> PredictingChange:
    """From the next question on, nothing is predicted. Raises NotTurned."""
    return _turned(True, who, why)


def resume(*, who: str, why: str) -> PredictingChange:
    """Raises NotTurned."""
    return _turned(False, who, why)


@transaction.atomic
def _turned(is_stop: bool, who: str, why: str) -> PredictingChange:
    # Two at once would both find it as it was.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK_OF_THE_SWITCH])
    found = current()
    if is_stop and found:
        raise NotTurned(_("It is stopped already: %(why)s") % {"why": found.why})
    if not is_stop and not found:
        raise NotTurned(_("It is not stopped."))
    return PredictingChange.objects.create(is_stop=is_stop, who=who, why=why)
