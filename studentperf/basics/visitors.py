"""Which address a visitor really comes from."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """As many places from the right of X-Forwarded-For as there are proxies: visitors can write what is left of it.

    An entry that is no address ("unknown", a name) says nothing; the address of whoever connected is taken then.
    """
    forwarded = [part for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    peer = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT and forwarded:
        return _bare(forwarded[-min(settings.PROXY_COUNT, len(forwarded))]) or _bare(peer)
    return _bare(peer)


def _bare(entry: str) -> str:
    """Of 198.51.100.7, 198.51.100.7:443 or [2001:db8::1]:443 what Postgres can store; "" of anything else."""
    text = entry.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)
