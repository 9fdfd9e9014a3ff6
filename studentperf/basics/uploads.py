"""How large a file may be that somebody brings to a page, and how it is called; what is larger is told it, or stopped
by the server."""

from django.conf import settings


def most_bytes() -> int:
    return int(settings.UPLOAD_MEGABYTES) * 1_000_000


def most_said() -> str:
    return f"{settings.UPLOAD_MEGABYTES} MB"


def tidy_name(name: str, most: int) -> str:
    """Of the whole path that some browsers send, the last part, or its end; nothing that cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[-most:] or "file"
