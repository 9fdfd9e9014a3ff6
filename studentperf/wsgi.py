"""The door for gunicorn."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studentperf.settings")
django_application = get_wsgi_application()

from studentperf.edge import bodies, leftovers  # noqa: E402  # needs the settings

leftovers.remove()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    environ["CONTENT_TYPE"] = bodies.content_type(environ.get("CONTENT_TYPE", ""))
    return django_application(environ, start_response)
