"""Roles as they are called, and what was changed of somebody."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.words.names import listed
from predictor.roles import RoleName

LABELS: Mapping[RoleName, Any] = {
    RoleName.TEACHER: gettext_lazy("Teacher"),
    RoleName.HEAD_OF_DEPARTMENT: gettext_lazy("Head of department"),
    RoleName.HEAD: gettext_lazy("Head of school"),
    RoleName.DATA_MANAGER: gettext_lazy("Data manager"),
    RoleName.ADMIN: gettext_lazy("Admin"),
}
ABOUT: Mapping[RoleName, Any] = {
    RoleName.TEACHER: gettext_lazy("Their own classes, and everything about the students in them."),
    RoleName.HEAD_OF_DEPARTMENT: gettext_lazy(
        "The classes given to their department, and there what is predicted, aimed at and reached in its questions. "
        "They change nothing there."
    ),
    RoleName.HEAD: gettext_lazy("All classes as totals, and nobody's name unless names are allowed."),
    RoleName.DATA_MANAGER: gettext_lazy("Data, trainings, model versions and files of the school. No student's page."),
    RoleName.ADMIN: gettext_lazy("Everything, and who has which role."),
}


def roles_said(roles: Iterable[str]) -> str:
    """In the order of the roles."""
    held = set(roles)
    return listed([str(label) for role, label in LABELS.items() if role in held]) or _("No role")


def changes_said(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What was given, what was taken."""
    given = [role for role in after["roles"] if role not in before["roles"]]
    taken = [role for role in before["roles"] if role not in after["roles"]]
    told = [
        (given, _("Given: %(what)s"), roles_said(given)),
        (taken, _("Taken: %(what)s"), roles_said(taken)),
        (after["names_allowed"] and not before["names_allowed"], _("Given: %(what)s"), _("names")),
        (before["names_allowed"] and not after["names_allowed"], _("Taken: %(what)s"), _("names")),
    ]
    said = [sentence % {"what": what} for is_so, sentence, what in told if is_so]
    if before["is_active"] != after["is_active"]:
        said.append(_("May sign in again") if after["is_active"] else _("May not sign in any more"))
    if way := after.get("taken"):
        said.append(_("Second factors taken away") if way == "second_factors" else _("Log-ins and tokens ended"))
    return said
