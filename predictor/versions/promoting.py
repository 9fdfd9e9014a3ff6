"""Letting another version answer, in the name of a person."""

from typing import TYPE_CHECKING

from mlcore.models import ModelVersion, Promotion, Task
from mlcore.versions import promotions

LONGEST_REASON = 500

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def version_before(task: Task) -> ModelVersion:
    """The version that `roll_back` would bring back. Raises NotPromoted."""
    return promotions.version_before(task)


def promote(version: ModelVersion, *, by: "User", why: str, expected: int) -> Promotion:
    """Let a version answer from now on, if the live one is still the expected one. Raises NotPromoted, BundleError."""
    return promotions.promote(version, who=by.get_username(), why=why, expected=expected)


def roll_back(task: Task, *, by: "User", why: str, expected: int) -> Promotion:
    """Let the version before the expected live one answer again. Raises NotPromoted, BundleError."""
    return promotions.rollback(task, who=by.get_username(), why=why, expected=expected)
