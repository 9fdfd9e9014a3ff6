"""The one place through which a file reads values of fields."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from predictor.access.reading.closed import closed_anywhere

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def values_for(reader: "User", values: Mapping[str, Any]) -> dict[str, Any]:
    """By field: of what somebody entered, of reasons, of what a file changed. A reader from whom a field is hidden is
    given the others."""
    closed = closed_anywhere(reader)
    return {slug: value for slug, value in values.items() if slug not in closed}
