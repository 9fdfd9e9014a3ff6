"""How the cookies of the site are kept from scripts, from other sites, and from neighbours under the same domain."""

from typing import Any

# A browser takes a cookie with it from this very host alone, over TLS and for every path: a page of another host of
# the school can neither log somebody into an account of its own nor make up the token of a form.
ONLY_HERE = "__Host-"


def flags(*, https: bool) -> dict[str, Any]:
    """Settings of Django. No script needs to read any of them: forms carry their token."""
    found: dict[str, Any] = {}
    for what in ("SESSION", "CSRF", "LANGUAGE"):
        found |= {
            f"{what}_COOKIE_SECURE": https,
            f"{what}_COOKIE_HTTPONLY": True,
            # Not Strict: whoever comes back from the school's own log-in would not be logged in.
            f"{what}_COOKIE_SAMESITE": "Lax",
        }
    if https:
        found |= {"SESSION_COOKIE_NAME": f"{ONLY_HERE}sessionid", "CSRF_COOKIE_NAME": f"{ONLY_HERE}csrftoken"}
    return found
