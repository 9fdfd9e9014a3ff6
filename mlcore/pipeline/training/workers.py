"""Candidates spread over processes, their results handed on as they come."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from threading import Thread

from joblib.externals.loky import get_reusable_executor

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.training.measuring import measure
from mlcore.pipeline.training.results import CandidateResult

# Threads of one estimator would fight over the cores that the workers already fill.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def measure_all(candidates: tuple[Candidate, ...], study: Study, workers: int) -> Iterator[CandidateResult]:
    """Results as they come. The slowest go first, so that no worker idles at the end."""
    ordered = sorted(candidates, key=lambda one: -one.simplicity)
    if workers == 1 or len(ordered) == 1:
        return (measure(one, study.split, study.seed) for one in ordered)
    return _in_processes(ordered, study, workers)


def _in_processes(ordered: Sequence[Candidate], study: Study, workers: int) -> Iterator[CandidateResult]:
    # The pool outlives one training, so that the next task does not pay for importing the libraries again.
    pool = get_reusable_executor(workers, timeout=60, initializer=_depend_on, initargs=(os.getpid(),), env=ONE_THREAD)
    waiting, running, finished = list(ordered), set[Future[CandidateResult]](), False
    try:
        while waiting or running:
            # One job per worker at a time: a pool that is stopped with jobs in its queue trips over them.
            while waiting and len(running) < workers:
                running.add(pool.submit(measure, waiting.pop(0), study.split, study.seed))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
        finished = True
    except BrokenExecutor as error:
        raise TrainingError(
            "a worker process died, most often because memory ran out: stop other programs and train again"
        ) from error
    finally:
        if not finished:
            pool.shutdown(wait=True, kill_workers=True)


def _depend_on(parent: int) -> None:
    # Ctrl-C reaches the whole process group; the parent alone stops the workers, without a traceback from each.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    # A parent that is killed cannot stop its workers, which would go on for a minute and hold the memory.
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
