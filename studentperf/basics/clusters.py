"""The address of a cluster's scheduler, refused where it cannot be one."""

import re
from importlib.util import find_spec

import environ
from django.core.exceptions import ImproperlyConfigured

HOST = r"([\w.-]+|\[[\da-fA-F:]+\])"
ADDRESS = re.compile(rf"(tcp|tls)://{HOST}:(?P<port>\d{{1,5}})", re.ASCII)
LARGEST_PORT = 65_535


def scheduler(env: environ.Env, name: str) -> str:
    """Empty where there is none. Raises ImproperlyConfigured."""
    address = env.str(name, default="").strip().rstrip("/")
    if not address:
        return ""
    found = ADDRESS.fullmatch(address)
    if not found or not 1 <= int(found["port"]) <= LARGEST_PORT:
        raise ImproperlyConfigured(f"{name} must be an address such as tcp://10.0.0.5:8786, not '{address}'")
    # Looked for, not imported: that takes a second, which a command that trains nothing must not pay.
    if find_spec("distributed") is None:
        raise ImproperlyConfigured(
            f"{name} needs libraries that are not installed: pip install -r requirements-dask.txt, "
            "or build the image with --build-arg DASK=yes"
        )
    return address
