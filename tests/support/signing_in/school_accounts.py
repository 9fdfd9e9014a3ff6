"""A provider of accounts on this machine, and somebody who logs in there."""

from contextlib import contextmanager
from urllib.parse import urlsplit

import requests
from django.urls import reverse
from oidc_provider_mock import User, run_server_in_thread

from studentperf.sign_in import Provider

OWN = {"email": "owner@school.example", "email_verified": True}


@contextmanager
def provider(**changes):
    """Its settings, as the product would read them, while it runs."""
    with run_server_in_thread() as server:
        about = {"name": "School", "server": f"http://localhost:{server.server_port}", "client_id": "us", "secret": "s"}
        yield Provider(**about | changes)


def enrol(server, sub, **claims):
    """Somebody with an account at the provider."""
    requests.put(f"{server}/users/{sub}", json=User(sub=sub, claims=claims).claims, timeout=10).raise_for_status()


def come_from(client, server, sub, where=None, **claims):
    """The answer to somebody who comes back from the provider, where they were let in."""
    enrol(server, sub, **claims)
    there = client.get(reverse("openid_connect_login"), {"next": where} if where else {})["Location"]
    back = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")
