"""A kind of work that waits until it is let go, then leaves one trace that a second run would double."""

import os
import time
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from predictor.jobs.kinds import KINDS, Kind, Lane, Outcome
from predictor.jobs.run import Refused
from predictor.models import Job

MODULE = "patient_work"
PATIENT = {
    "patient": Kind(module=MODULE, lane=Lane.LONG, silence=600),
    "short": Kind(module=MODULE, lane=Lane.SHORT, silence=600),
    "fragile": Kind(module=MODULE, lane=Lane.LONG, silence=600, attempts=1),
    "silent": Kind(module=MODULE, lane=Lane.LONG, silence=1),
    "polite": Kind(module=MODULE, lane=Lane.LONG, silence=600, turns=MODULE),
}
ARGUMENT = "until"


def add_kinds():
    KINDS.update(PATIENT)


def run(run, *, until="", refuse="", breaks=False, deaf=False, seconds=0.0):
    if deaf:
        import signal

        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    run.tell(10, {"kind": "began", "pid": os.getpid()})
    if refuse:
        raise Refused(refuse)
    if breaks:
        raise ValueError("Amara Osei: 41 points")
    ends_at = time.monotonic() + seconds
    while (until and not Path(until).exists()) or time.monotonic() < ends_at:
        time.sleep(0.02)
        if seconds:
            run.tell(100 - 100 * (ends_at - time.monotonic()) / seconds)
    with transaction.atomic():
        now = timezone.now()
        trace = Job.objects.create(kind="trace", arguments={"of": run.job.pk}, state=Job.State.DONE, ended_at=now)
        run.finish({"trace": trace.pk})


def titles(jobs, viewer):
    return ["Patient work" for _ in jobs]


def is_open(job, viewer):
    return True


def line(fact):
    return f"It began as process {fact['pid']}."


def outcome(job):
    return Outcome("It left a trace.")


def given_up(job):
    pass


def held():
    return []


def waits_for(job):
    return None
