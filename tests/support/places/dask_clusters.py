"""A real Dask cluster of processes on this machine, as the commands in docs/scaling.md start one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from distributed import Client

from mlcore.pipeline.places.cluster import Cluster

ROOT = Path(__file__).resolve().parents[3]
# Where tests keep the candidates that workers must be able to import.
PATHS = os.pathsep.join([str(ROOT), str(ROOT / "tests/support/pipeline")])
# Parts of which two workers died are given up, not four, so that a test waits for two new workers only.
FEW_FAILURES = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


@contextmanager
def dask_cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A scheduler, and workers that are begun anew where they die."""
    file = folder / "scheduler.json"
    begun = [_dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))]
    try:
        address = _address(file)
        options = [address, "--nthreads", "1", "--host", "127.0.0.1", "--local-directory", str(folder)]
        begun += [_dask("worker", *options) for _ in range(workers)]
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(workers)
        yield Cluster(address)
    finally:
        for process in reversed(begun):
            process.terminate()
        for process in begun:
            process.wait()


def _dask(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
        cwd=ROOT,
        env=os.environ | FEW_FAILURES | {"PYTHONPATH": PATHS},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _address(file: Path) -> str:
    while True:
        try:
            return str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            Event().wait(0.05)
