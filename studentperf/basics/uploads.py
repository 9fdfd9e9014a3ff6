"""How large a file may be that somebody brings to a page; what is larger is told it, or stopped by the server."""

from django.conf import settings


def most_bytes() -> int:
    return int(settings.UPLOAD_MEGABYTES) * 1_000_000


def most_said() -> str:
    return f"{settings.UPLOAD_MEGABYTES} MB"
