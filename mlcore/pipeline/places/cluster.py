"""The machines behind a Dask scheduler: reached, and found to be like this one, before any work begins.

Nothing of Dask is imported before a cluster is opened.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mlcore.pipeline.exceptions import WorkersError
from mlcore.pipeline.places.alike import facts
from mlcore.pipeline.places.on_worker import check_worker, of_worker

if TYPE_CHECKING:
    from mlcore.pipeline.places.dask_crew import DaskCrew

# Seconds until a scheduler, and a first worker, are given up.
PATIENCE = 10
# Rows travel with the first parts, so that nothing is lost with the worker that has them: that is meant.
CONFIGURATION = {"distributed.admin.large-graph-warning-threshold": "10GB"}


@dataclass(frozen=True)
class Cluster:
    """`address` is that of the scheduler, e.g. tcp://10.0.0.5:8786. Raises WorkersError where it does not answer, has
    no worker, or workers that differ from this machine."""

    address: str

    @contextmanager
    def opened(self) -> Iterator["DaskCrew"]:
        import dask

        from mlcore.pipeline.places.dask_crew import DaskCrew
        from mlcore.pipeline.places.dispatch import Dispatch

        with dask.config.set(CONFIGURATION), self._connected() as client:
            dispatch = Dispatch(client, self.address, facts())
            try:
                yield DaskCrew(dispatch)
            finally:
                dispatch.stop()
                dispatch.give_back()

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        from distributed import Client

        try:
            client = Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise WorkersError(
                f"the Dask scheduler at {self.address} does not answer: start it (`dask scheduler`), correct "
                "DASK_SCHEDULER, or leave that setting empty to train on this machine alone"
            ) from error
        try:
            self._look_at_workers(client)
            yield client
        finally:
            client.close()

    def _look_at_workers(self, client: Any) -> None:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise WorkersError(
                f"the Dask scheduler at {self.address} has no worker: start some "
                f"(`dask worker {self.address} --nthreads 1`), or leave DASK_SCHEDULER empty"
            ) from error
        for worker, found in client.run(of_worker, on_error="return").items():
            if isinstance(found, BaseException):
                raise WorkersError(
                    f"the Dask worker {worker} has not the code of this product ({type(found).__name__}: {found}): "
                    "start workers from the same image, or in the folder of the product"
                )
            check_worker(worker, found, facts())
