"""Settings for tests: a throw-away folder with a Postgres of its own, unless DATABASE_URL names a server.

Loaded before Django reads its settings (see pyproject.toml), which is too early for conftest.py.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ

os.environ |= {
    "SECRET_KEY": "only-for-tests-" + "0123456789" * 4,
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DEBUG": "false",
    "HTTPS": "false",
    "OMP_NUM_THREADS": "1",
}


def _remove(folder: Path) -> None:
    from studentperf.embedded_postgres import server

    server.release(folder / "postgres")
    shutil.rmtree(folder, ignore_errors=True)


# Workers of a parallel run share the folder of the process that started them. It is removed when that process ends, not
# when its tests do: `make mutants` runs them many times in one process.
if not IS_WORKER:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="studentperf-test-")
    os.environ["STATIC_ROOT"] = tempfile.mkdtemp(dir=os.environ["DATA_DIR"], prefix="static-")
    atexit.register(_remove, Path(os.environ["DATA_DIR"]))
