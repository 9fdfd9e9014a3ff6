"""The address of a cluster's scheduler, refused where it cannot be one."""

import re
from importlib.util import find_spec

import environ
from django.core.exceptions import ImproperlyConfigured

ADDRESS = re.compile(r"(tcp|tls)://([\w.-]+|\[[\da-fA-F:]+\]):\d{1,5}", re.ASCII)


def scheduler(env: environ.Env, name: str) -> str:
    """Empty where there is none. Raises ImproperlyConfigured."""
    address = env.str(name, default="").strip().rstrip("/")
    if not address:
        return ""
    if not ADDRESS.fullmatch(address):
        raise ImproperlyConfigured(f"{name} must be an address such as tcp://10.0.0.5:8786, not '{address}'")
    # Looked for, not imported: that takes a second, which a command that trains nothing must not pay.
    if find_spec("distributed") is None:
        raise ImproperlyConfigured(
            f"{name} needs libraries that are not installed: pip install -r requirements-dask.txt, "
            "or build the image with --build-arg DASK=yes"
        )
    return address
