"""What a worker of a Dask cluster is asked to run."""

from collections.abc import Callable, Sequence
from typing import Any

from mlcore.pipeline.exceptions import WorkersError
from mlcore.pipeline.places import seen
from mlcore.pipeline.places.alike import Facts, check, facts

# Trainings at a time whose rows a worker keeps.
KEPT = 3


def of_worker(dask_worker: Any) -> tuple[int, Facts]:
    """How many threads it has, and what it says of itself."""
    return dask_worker.state.nthreads, facts()


def check_worker(worker: str, found: tuple[int, Facts], expected: Facts) -> None:
    """Raises WorkersError where it would find other figures."""
    threads, of_it = found
    # Limits on the threads of libraries hold for a whole process: the work of one thread would lift those of another.
    if threads != 1:
        raise WorkersError(
            f"the Dask worker {worker} has {threads} threads: start it with --nthreads 1, and one such worker per core"
        )
    check(of_it, worker, expected)


def do(
    expected: Facts, work: Callable[[Any, Any], Any], key: str, item: Any, brought: Sequence[Any]
) -> tuple[bool, Any]:
    """By a worker that may have come after the others were looked at."""
    from distributed import get_worker

    worker = get_worker()
    check_worker(worker.address, of_worker(worker), expected)
    return seen.do(work, key, KEPT, item, brought)
