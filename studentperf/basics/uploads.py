"""How large a file may be that somebody brings to a page, and how it is called; what is larger is told it, or stopped
by the server."""

from django.conf import settings
from django.utils.translation import gettext_lazy

# What the field of a form says where no file comes with it.
NO_FILE = {
    "required": gettext_lazy("Choose a file."),
    "empty": gettext_lazy("The file is empty."),
    "missing": gettext_lazy("Choose a file."),
}


def most_bytes() -> int:
    return int(settings.UPLOAD_MEGABYTES) * 1_000_000


def most_said() -> str:
    return f"{settings.UPLOAD_MEGABYTES} MB"


def tidy_name(name: str, most: int) -> str:
    """Of the whole path that some browsers send, the last part, or its end; nothing that cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[-most:] or "file"
