"""A gunicorn that is really started, and clients that speak to it byte by byte."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
WORKER = "studentperf.serving.worker.PatientWorker"
PATIENCE = 60  # seconds until a test gives up; nothing is measured with it


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    port: int

    def connect(self, data: bytes = b"") -> socket.socket:
        client = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        client.sendall(data)
        return client

    def ask(self, data: bytes) -> bytes:
        with self.connect(data) as client:
            return everything(client)


def everything(client: socket.socket) -> bytes:
    """All that comes until the server closes."""
    parts = []
    while part := client.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def is_waiting(client: socket.socket) -> bool:
    """Neither answered nor closed."""
    client.setblocking(False)
    try:
        client.recv(1)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        client.settimeout(PATIENCE)
    return False


@contextmanager
def serving(app: str, *options: str, worker: str = WORKER, **environment: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "gunicorn", app, "--bind", "127.0.0.1:0", "--no-control-socket"]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests/support/serving")])
    process = subprocess.Popen(
        [*command, "--worker-class", worker, *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths} | environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Server(process, _port(process))
    finally:
        process.send_signal(signal.SIGQUIT)
        process.communicate()


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        if found := re.search(r"Listening at: http://[\d.]+:(\d+)", line):
            return int(found[1])
    raise AssertionError("".join(lines))
