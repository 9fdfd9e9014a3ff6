"""How the product is served in a container; every figure can be changed by an environment variable."""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from django.core.exceptions import ImproperlyConfigured

from studentperf.basics import environment, logs

env = environment.read()

try:
    port = environment.whole(env, "PORT", 8080, 1, 65_535)
    workers = environment.whole(env, "WEB_CONCURRENCY", 2, 1, 256)
    threads = environment.whole(env, "WEB_THREADS", 4, 1, 256)
    # A request that takes longer has gone wrong; the longest one checks and predicts a file of some thousand rows.
    timeout = environment.whole(env, "WEB_TIMEOUT", 60, 1, 3600)
    # The server's own lines look like those of the product.
    os.environ |= {"LOG_FORMAT": env.str("LOG_FORMAT", default="") or "json", "LOG_STREAM": "stdout"}
    logconfig_dict = logs.configure(form=os.environ["LOG_FORMAT"], level="INFO", stream="stdout", show_values=False)
    # What cannot be meant is said in a line here; the application would say it as a traceback.
    import_module("studentperf.settings")
except ImproperlyConfigured as error:
    sys.exit(f"Settings: {error}")

bind = f"0.0.0.0:{port}"
# Receives and sends without a thread: slow clients keep nobody waiting.
worker_class = "studentperf.serving.worker.PatientWorker"
worker_connections = 1000  # to each worker; after that, the longest waiting makes room
# After SIGTERM, requests that have begun may end. `docker stop` must wait longer than this (-t 40).
graceful_timeout = 30
keepalive = 130  # longer than the proxy keeps its connections (120), so that never both ends close at once
# Memory that fragments over weeks comes back; the jitter keeps workers from leaving together.
max_requests = 20_000
max_requests_jitter = 2_000
# Heartbeats in memory: a slow disk must not make a healthy worker look dead.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
# No user here has a home for the control socket.
control_socket_disable = True
# Libraries are imported once and shared; predictions happen in the workers only.
preload_app = True
# The container is reached through its own network only: by the proxy, or directly on a private machine.
forwarded_allow_ips = "*"
forwarder_headers = ""  # no header moves the path: SCRIPT_NAME would

logconfig_dict["loggers"] |= {
    "gunicorn.error": {"level": "INFO", "handlers": ["lines"], "propagate": False},
    # Says for each HEAD request that its body was dropped, as it must be.
    "gunicorn.http.wsgi": {"level": "ERROR"},
}
# Worker processes add their figures up in this folder; each start begins with an empty one.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="metrics-")


def when_ready(server):
    pass


def child_exit(server, worker):
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_starting(server):
    """With the embedded Postgres, the parent holds it: it stops after the last worker."""
    from django.conf import settings

    folder = settings.DATABASES["default"].get("FOLDER")
    if folder:
        from studentperf.embedded_postgres import server as postgres

        postgres.socket_folder(Path(folder))
