"""Every way to serve uses the worker that waits for slow clients, and no header moves a path."""

from pathlib import Path

import pytest
from servers import WORKER

ROOT = Path(__file__).resolve().parents[2]


def test_make_run_serves_so():
    command = next(
        part for part in (ROOT / "Makefile").read_text().split("\n\n") if "$(BIN)/gunicorn studentperf.wsgi" in part
    )
    assert f"--worker-class {WORKER} --forwarder-headers ''" in command


def test_the_container_serves_so():
    settings = (ROOT / "deploy/container/gunicorn.conf.py").read_text().splitlines()
    assert f'worker_class = "{WORKER}"' in settings
    assert [line for line in settings if line.startswith('forwarder_headers = ""')]


@pytest.mark.parametrize("folder", ["proxy", "instance"])
def test_the_proxy_limits_every_part_of_a_request(folder):
    text = (ROOT / "deploy" / folder / "Caddyfile").read_text()
    assert [
        name for name in ("read_header", "read_body", "write", "idle", "max_header_size") if f"{name} " not in text
    ] == []
