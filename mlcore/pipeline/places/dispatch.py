"""Parts handed to a Dask cluster, as many at a time as it has workers, and what becomes of them."""

from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future
from heapq import heapify, heappop, heappush
from itertools import count
from threading import Event, RLock, Thread
from time import monotonic
from typing import Any
from uuid import uuid4

from distributed import Client
from distributed import Future as Remote
from distributed.scheduler import KilledWorker

from mlcore.pipeline.exceptions import WorkEnded, WorkersError
from mlcore.pipeline.places.alike import Facts
from mlcore.pipeline.places.on_worker import do
from mlcore.pipeline.places.seen import forget

# Seconds between two looks at the workers, and without any until the work is given up.
LOOK, WITHOUT_WORKERS = 0.5, 60
Doing = Future[Any]


class Part:
    """Something to do with what it shares with others: what comes of it is told by `doing`."""

    def __init__(self, work: Callable[[Any, Any], Any], key: str, item: Any) -> None:
        self.work, self.key, self.item = work, key, item
        self.doing: Doing = Future()


class Dispatch:
    """`client` is connected to the scheduler at `address`, whose workers are as expected."""

    def __init__(self, client: Client, address: str, expected: Facts) -> None:
        self.workers = 1
        self._client, self._address, self._expected = client, address, expected
        self._lock, self._over, self._order = RLock(), Event(), count()
        self._waiting: list[tuple[int, int, Part]] = []
        self._running: dict[Remote, Part] = {}
        self._keys: dict[int, str] = {}
        self._shared: dict[str, Any] = {}
        self._sent: dict[str, int] = {}
        self._seen_workers = monotonic()
        self._count_workers()
        Thread(target=self._watch, daemon=True).start()

    def begin(self, rank: int, work: Callable[[Any, Any], Any], shared: Any, item: Any) -> Doing:
        """Those of a lower rank first."""
        with self._lock:
            if self._over.is_set():
                raise WorkersError("the work on the Dask cluster was stopped")
            part = Part(work, self._key_of(shared), item)
            heappush(self._waiting, (rank, next(self._order), part))
            self._fill()
        return part.doing

    def forget(self, begun: Iterable[Doing]) -> None:
        """They need not be done any more; what has begun on a worker is finished there, for nobody."""
        with self._lock:
            gone = {doing for doing in begun if not doing.done()}
            self._waiting = [one for one in self._waiting if one[2].doing not in gone]
            heapify(self._waiting)
            left = [remote for remote, part in self._running.items() if part.doing in gone]
            for remote in left:
                del self._running[remote]
        if left:
            self._client.cancel(left)

    def stop(self, why: WorkersError | None = None) -> None:
        """Whoever still waits for a part is told why there will be no result."""
        self._over.set()
        with self._lock:
            unfinished = [part.doing for _, _, part in self._waiting] + [one.doing for one in self._running.values()]
            self._waiting, self._running = [], {}
        for doing in unfinished:
            doing.set_exception(why or WorkersError("the work on the Dask cluster was stopped"))

    def give_back(self) -> None:
        """Workers forget the rows."""
        if self._shared and self._client.status == "running":
            self._client.run(forget, list(self._shared), on_error="ignore")

    def _key_of(self, shared: Any) -> str:
        # What is shared is kept, so that no other can have its place in memory.
        key = self._keys.setdefault(id(shared), uuid4().hex)
        self._shared[key] = shared
        return key

    def _fill(self) -> None:
        while self._waiting and len(self._running) < self.workers:
            _, _, part = heappop(self._waiting)
            # The first parts bring along what they share; a worker that got none of these asks for it.
            self._send(part, with_shared=self._sent.get(part.key, 0) < self.workers)

    def _send(self, part: Part, *, with_shared: bool) -> None:
        brought = [self._shared[part.key]] if with_shared else []
        self._sent[part.key] = self._sent.get(part.key, 0) + with_shared
        remote = self._client.submit(do, self._expected, part.work, part.key, part.item, brought, pure=False)
        self._running[remote] = part
        remote.add_done_callback(self._ended)

    def _ended(self, remote: Remote) -> None:
        """In a thread of Dask's client, where a part is done, failed, or will not be done."""
        found, error = self._outcome(remote)
        with self._lock:
            part = self._running.pop(remote, None)
            if part is None:
                return
            if error is None and not found[0]:
                self._send(part, with_shared=True)
                return
            self._fill()
        if error is None:
            part.doing.set_result(found[1])
        else:
            part.doing.set_exception(error)

    def _outcome(self, remote: Remote) -> tuple[tuple[bool, Any], BaseException | None]:
        nothing = False, None
        if remote.status == "cancelled":
            return nothing, self._lost()
        try:
            error = remote.exception()
            if error is None:
                return remote.result(), None
        except (CancelledError, OSError):
            return nothing, self._lost()
        if isinstance(error, KilledWorker):
            deaths = error.allowed_failures + 1
            error = WorkEnded(f"each of {deaths} Dask workers that began it died, most often because memory ran out")
        return nothing, error

    def _watch(self) -> None:
        while not self._over.wait(LOOK):
            try:
                self._count_workers()
            except OSError:
                self.stop(self._lost())
            with self._lock:
                self._fill()

    def _count_workers(self) -> None:
        workers = sum(self._client.nthreads().values())
        now = monotonic()
        if workers:
            self.workers, self._seen_workers = workers, now
        elif now - self._seen_workers > WITHOUT_WORKERS:
            self.stop(
                WorkersError(
                    f"the Dask scheduler at {self._address} has had no worker for {WITHOUT_WORKERS} seconds: start "
                    f"some (`dask worker {self._address} --nthreads 1`) and train again"
                )
            )

    def _lost(self) -> WorkersError:
        return WorkersError(
            f"the Dask scheduler at {self._address} stopped, or cannot be reached any more: start it and train again"
        )
