"""Turning the switch in the name of a person."""

from typing import TYPE_CHECKING

from mlcore import stopping
from mlcore.models import PredictingChange

LONGEST_REASON = stopping.LONGEST_REASON

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def turn(is_stop: bool, *, by: "User", why: str) -> PredictingChange:
    """Raises NotTurned where it is so already."""
    change = stopping.stop if is_stop else stopping.resume
    return change(who=by.get_username(), why=why)
