"""This machine: large parts spread over processes, small ones done where they turn up."""

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import islice
from threading import Thread
from typing import Any
from uuid import uuid4

from loky import get_reusable_executor

from mlcore.pipeline.exceptions import WorkersError
from mlcore.pipeline.places import seen
from mlcore.pipeline.places.place import Each, Found, Item, Shared, in_turn

# Threads of one estimator would fight over the cores that the workers already fill.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Here:
    """So many processes, or with 1 none but this one."""

    workers: int = 2
    each: Each = in_turn

    def opened(self) -> AbstractContextManager["Here"]:
        return nullcontext(self)

    def spread(
        self, work: Callable[[Shared, Item], Found], shared: Shared, items: Iterable[Item]
    ) -> Iterator[tuple[int, Found]]:
        if self.workers == 1:
            return ((place, work(shared, item)) for place, item in enumerate(items))
        return _in_processes(work, shared, items, self.workers)

    def conduct(
        self, work: Callable[[Shared, Item, Each], Found], shared: Shared, items: Sequence[Item]
    ) -> Iterator[Found]:
        in_this_process = Here(1) if len(items) == 1 else self
        return (found for _, found in in_this_process.spread(partial(_alone, work), shared, items))


def _alone(work: Callable[[Shared, Item, Each], Found], shared: Shared, item: Item) -> Found:
    return work(shared, item, in_turn)


def _in_processes(
    work: Callable[[Shared, Item], Found], shared: Shared, items: Iterable[Item], workers: int
) -> Iterator[tuple[int, Found]]:
    # The pool outlives one training, so that the next task does not pay for importing the libraries again.
    pool = get_reusable_executor(workers, timeout=60, initializer=_depend_on, initargs=(os.getpid(),), env=ONE_THREAD)
    finished = False
    try:
        yield from _results(pool, partial(seen.do, work, uuid4().hex, 1), shared, items, workers)
        finished = True
    except BrokenExecutor as error:
        raise WorkersError(
            "a worker process died, most often because memory ran out: stop other programs and try again"
        ) from error
    finally:
        if not finished:
            pool.shutdown(wait=True, kill_workers=True)


def _results(
    pool: Any, do: Callable[..., tuple[bool, Any]], shared: Any, items: Iterable[Any], workers: int
) -> Iterator[tuple[int, Any]]:
    """The first jobs bring along what is shared; a worker that got none of these is sent it when it turns out."""
    coming, sent = enumerate(items), 0
    running: dict[Future[tuple[bool, Any]], tuple[int, Any]] = {}
    while True:
        # One job per worker at a time: a pool that is stopped with jobs in its queue trips over them.
        for one in islice(coming, workers - len(running)):
            running[pool.submit(do, one[1], [shared] if sent < workers else [])] = one
            sent += 1
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            one, (has_seen, found) = running.pop(future), future.result()
            if has_seen:
                yield one[0], found
            else:
                running[pool.submit(do, one[1], [shared])] = one


def _depend_on(parent: int) -> None:
    # Ctrl-C reaches the whole process group; the parent alone stops the workers, without a traceback from each.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    # A parent that is killed cannot stop its workers, which would go on for a minute and hold the memory.
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
