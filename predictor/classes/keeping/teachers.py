"""Who teaches a class: several may, and the last one stays."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from predictor.access.rights import teaches
from predictor.classes.keeping.work import hold
from predictor.problems import ClassStays

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from predictor.models import Classroom


def teachers_of(classroom: "Classroom") -> "QuerySet[User]":
    return classroom.teachers.order_by("username")


@transaction.atomic
def add_teacher(classroom: "Classroom", username: str) -> User:
    """Who teaches it already stays so. Raises ClassStays, DeletedMeanwhile."""
    held = hold(classroom)
    account = User.objects.filter(username=username.strip(), is_active=True).first()
    if account is None:
        raise ClassStays(
            _("There is no account '%(username)s' that can log in. Ask your colleague for the user name.")
            % {"username": username}
        )
    if not teaches(account):
        told = _("%(username)s is no teacher here, and would not see the class. An admin can give them the role.")
        raise ClassStays(told % {"username": account.get_username()})
    held.teachers.add(account)
    return account


@transaction.atomic
def remove_teacher(classroom: "Classroom", teacher: User) -> None:
    """Raises ClassStays where nobody who can log in would teach it, DeletedMeanwhile."""
    held = hold(classroom)
    if not held.teachers.filter(is_active=True).exclude(pk=teacher.pk).exists():
        raise ClassStays(
            _("Nobody else teaches %(held)s. Add a colleague first, or archive the class.") % {"held": held.name}
        )
    held.teachers.remove(teacher)
