"""The inside of the process that does the work of one job."""

import logging
import os
import signal
import sys
from threading import Thread

from django.db import InterfaceError, OperationalError, connections, transaction

from mlcore.pipeline.messages import N_, message
from mlcore.words.said import as_stored
from predictor.access.rights import may
from predictor.access_log.other_lines import job_recorded
from predictor.jobs.kinds import KINDS
from predictor.jobs.run import Later, Lost, Refused, Run
from predictor.jobs.worker import queue
from predictor.models import Job
from studentperf.basics import exceptions_told

DATABASE_LOST = os.EX_TEMPFAIL
TELLING = "telling"
# Whoever asks for a page goes first.
NICENESS = 5

NOT_ALLOWED = N_("Whoever asked for this may not do it any more. Somebody who may has to ask for it again.")

logger = logging.getLogger("studentperf.jobs")


def work_on(pk: int, token: str) -> None:
    """Ends the process by SystemExit where the database went away or it was told to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    Thread(target=_end_with_the_worker, daemon=True).start()
    os.nice(NICENESS)
    connections.settings[TELLING] = connections.settings["default"]
    try:
        job = Job.objects.filter(pk=pk, token=token).first()
        if job:
            attempt(Run(job, telling=TELLING))
    except (OperationalError, InterfaceError) as error:
        logger.warning("job %s lost the database", pk, exc_info=error)
        sys.exit(DATABASE_LOST)


def attempt(run: Run) -> None:
    """Do the work; what keeps it from being done is stored with the job. Raises errors of a lost database."""
    try:
        _check(run.job)
        with job_recorded(run.job):
            KINDS[run.job.kind].work.run(run, **run.job.arguments)
            if not run.is_finished:
                with transaction.atomic():
                    run.finish({})
    except Lost:
        logger.warning("%s was taken away", run.job)
    except Later:
        queue.give_up(run.job, {}, again=True, counted=False)
    except Refused as refusal:
        queue.give_up(run.job, {"kind": "refused", "said": as_stored(refusal)}, again=False)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the job has ended and says so
        logger.exception("%s failed", run.job)
        said = exceptions_told.message(error)
        queue.give_up(run.job, {"kind": "broken", "type": type(error).__name__, "said": said}, again=False)


def _check(job: Job) -> None:
    """Roles may have been taken since it was asked for. What no account asked for, the school did. Raises Refused."""
    needs, who = KINDS[job.kind].needs, job.asked_by
    if needs is not None and who is not None and not may(who, needs):
        raise Refused(message(NOT_ALLOWED))


def _end_with_the_worker() -> None:
    """The worker holds the other end: it closes when the worker dies, however it does."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    if os.getpgrp() == os.getpid():  # else somebody started it by hand, in a group of theirs
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
