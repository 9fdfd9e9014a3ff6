"""Links for mails and terminals."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode


def link(page: str, *args: object, **query: str) -> str:
    """To where the settings say that this runs: what a request says of it may be a guest's."""
    return f"{settings.SITE_URL}{reverse(page, args=args)}" + (f"?{urlencode(query)}" if query else "")
