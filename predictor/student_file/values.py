"""The one place through which a file reads values of fields."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import ngettext

from predictor.access.reading.closed import closed_anywhere

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def hidden_fields(count: int) -> str:
    """Of how many fields nothing is in a file."""
    told = ngettext(
        "%(count)s field that your role does not see is left out; an admin's file holds it.",
        "%(count)s fields that your role does not see are left out; an admin's file holds them.",
        count,
    )
    return told % {"count": count}


def values_for(reader: "User", values: Mapping[str, Any]) -> dict[str, Any]:
    """By field: of what somebody entered, of reasons, of what a file changed. A reader from whom a field is hidden is
    given the others."""
    closed = closed_anywhere(reader)
    return {slug: value for slug, value in values.items() if slug not in closed}
