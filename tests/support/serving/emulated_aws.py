"""An emulator of AWS' interfaces, from the tools of the deployment."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[3] / ".venv-deploy" / "bin"
SERVER = TOOLS / "moto_server"
NEEDS_TOOLS = pytest.mark.skipif(
    not SERVER.exists(), reason="the deployment's tools are not installed; `make test` does it"
)
EMULATED = {"MOTO_IAM_LOAD_MANAGED_POLICIES": "true", "MOTO_ENABLE_AMI_VALIDATION": "true"}


@contextmanager
def emulator() -> Iterator[str]:
    """Its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", port], env=os.environ | EMULATED, **quiet)
    try:
        _wait_for(f"http://127.0.0.1:{port}/moto-api/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{address} does not answer")
