"""Parts done by the workers of a Dask cluster; threads of this process cut what is large and only wait.

No worker ever waits for another, so that none can be stuck. There are never more parts on the cluster than workers:
the order stays ours, and a worker that dies takes one part along, which the scheduler has done again by another.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, as_completed
from concurrent.futures import wait as wait_for
from functools import partial
from itertools import islice

from mlcore.pipeline.places.dispatch import Dispatch, Doing
from mlcore.pipeline.places.place import Each, Found, Item, Shared

# Of large parts as many are at hand for each worker, so that none waits for the next one to be read.
AT_HAND = 2


class DaskCrew:
    """`dispatch` hands parts out and watches over them."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch

    def each(self, work: Callable[[Shared, Item], Found], shared: Shared, items: Sequence[Item]) -> Iterator[Found]:
        return self._each(0, work, shared, items)

    def spread(
        self, work: Callable[[Shared, Item], Found], shared: Shared, items: Iterable[Item]
    ) -> Iterator[tuple[int, Found]]:
        coming, running = enumerate(items), dict[Doing, int]()
        try:
            while True:
                for place, item in islice(coming, AT_HAND * self._dispatch.workers - len(running)):
                    running[self._dispatch.begin(0, work, shared, item)] = place
                if not running:
                    return
                done, _ = wait_for(running, return_when=FIRST_COMPLETED)
                for doing in done:
                    yield running.pop(doing), doing.result()
        finally:
            self._dispatch.forget(running)

    def conduct(
        self, work: Callable[[Shared, Item, Each], Found], shared: Shared, items: Sequence[Item]
    ) -> Iterator[Found]:
        # The parts of the first come first, so that results come one by one and not all at the end.
        with ThreadPoolExecutor(max_workers=len(items), thread_name_prefix="conducts") as threads:
            try:
                begun = [
                    threads.submit(work, shared, item, partial(self._each, place)) for place, item in enumerate(items)
                ]
                for done in as_completed(begun):
                    yield done.result()
            except BaseException:  # also of a generator that nobody reads on
                self._dispatch.stop()
                raise

    def _each(
        self, rank: int, work: Callable[[Shared, Item], Found], shared: Shared, items: Sequence[Item]
    ) -> Iterator[Found]:
        begun = [self._dispatch.begin(rank, work, shared, item) for item in items]
        try:
            for doing in begun:
                yield doing.result()
        finally:
            self._dispatch.forget(begun)
