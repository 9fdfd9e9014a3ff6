"""Candidates spread over processes, their results handed on as they come."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from threading import Thread
from typing import Any
from uuid import uuid4

from loky import get_reusable_executor

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.training.measuring import Contest, Measured, measure

# Threads of one estimator would fight over the cores that the workers already fill.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


# In a worker: the rows of the training that it works for, and the seed. Of one only, so that memory is given back.
_SEEN: dict[str, Contest] = {}


def measure_all(candidates: tuple[Candidate, ...], study: Study, workers: int) -> Iterator[Measured]:
    """Results as they come. The slowest go first, so that no worker idles at the end."""
    ordered = sorted(candidates, key=lambda candidate: -candidate.simplicity)
    contest = Contest.among(candidates, study.split, study.seed)
    if workers == 1 or len(ordered) == 1:
        return (measure(candidate, contest) for candidate in ordered)
    return _in_processes(ordered, contest, workers)


def _in_processes(ordered: Sequence[Candidate], contest: Contest, workers: int) -> Iterator[Measured]:
    # The pool outlives one training, so that the next task does not pay for importing the libraries again.
    pool = get_reusable_executor(workers, timeout=60, initializer=_depend_on, initargs=(os.getpid(),), env=ONE_THREAD)
    finished = False
    try:
        yield from _results(pool, ordered, contest, workers)
        finished = True
    except BrokenExecutor as error:
        raise TrainingError(
            "a worker process died, most often because memory ran out: stop other programs and train again"
        ) from error
    finally:
        if not finished:
            pool.shutdown(wait=True, kill_workers=True)


def _results(pool: Any, ordered: Sequence[Candidate], contest: Contest, workers: int) -> Iterator[Measured]:
    """The first jobs bring the rows along; a worker that got none of these is sent them when it turns out."""
    key = uuid4().hex
    waiting = [(candidate, contest if place < workers else None) for place, candidate in enumerate(ordered)]
    running: dict[Future[Measured | None], Candidate] = {}
    while waiting or running:
        # One job per worker at a time: a pool that is stopped with jobs in its queue trips over them.
        while waiting and len(running) < workers:
            candidate, brought = waiting.pop(0)
            running[pool.submit(_measure, candidate, key, brought)] = candidate
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            candidate, result = running.pop(future), future.result()
            if result is None:
                waiting.insert(0, (candidate, contest))
            else:
                yield result


def _measure(candidate: Candidate, key: str, contest: Contest | None) -> Measured | None:
    """None where this worker has not seen the rows."""
    if contest is not None:
        _SEEN.clear()
        _SEEN[key] = contest
    return measure(candidate, _SEEN[key]) if key in _SEEN else None


def _depend_on(parent: int) -> None:
    # Ctrl-C reaches the whole process group; the parent alone stops the workers, without a traceback from each.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    # A parent that is killed cannot stop its workers, which would go on for a minute and hold the memory.
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
