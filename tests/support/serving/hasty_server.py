"""The product's worker with limits of a moment, and a small application that says what it was asked."""

from collections.abc import Iterable
from typing import Any

from studentperf.serving import connection

connection.HEAD_SECONDS = connection.BODY_SECONDS = 0.5

from studentperf.serving.worker import PatientWorker  # noqa: E402

BIG = 3_000_000


class HastyWorker(PatientWorker):
    """Its limits were set above, before it was made."""


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    said = f"{environ['REQUEST_METHOD']} {environ['SCRIPT_NAME']}|{environ['PATH_INFO']} {length}"
    body = b"x" * BIG if environ["PATH_INFO"] == "/big" else said.encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]
