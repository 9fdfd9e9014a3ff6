"""What accounts were given: roles, departments, and every change of either."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from predictor.roles import RoleName

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# An admin is who Django's own mark says so.
GIVEN = [RoleName.TEACHER, RoleName.HEAD_OF_DEPARTMENT, RoleName.HEAD, RoleName.DATA_MANAGER]
LONGEST_NAME = 100
LONGEST_ACCOUNT = 150
LONGEST_WHY = 300


class Standing(models.Model):
    """The roles of an account; one without a row is a teacher."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="standing"
    )
    roles = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    names_allowed = models.BooleanField(default=False, help_text="Of a head: whether classes open with their students")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=[str(name) for name in GIVEN]), name="only_roles_that_there_are"
            ),
            models.CheckConstraint(
                condition=models.Q(names_allowed=False) | models.Q(roles__contains=[str(RoleName.HEAD)]),
                name="names_are_allowed_to_heads",
            ),
        ]

    def __str__(self) -> str:
        return f"standing of account {self.user_id}"


def remember(user: "User", roles: Sequence[str] | None, *, names_allowed: bool | None) -> None:
    """What was read along with the account, so that nobody asks for it again. No roles: it has no row."""
    row = None if roles is None else Standing(user=user, roles=list(roles), names_allowed=bool(names_allowed))
    user._state.fields_cache["standing"] = row


class DepartmentQuerySet(models.QuerySet["Department"]):
    def headed_by(self, user: "User") -> "DepartmentQuerySet":
        return self.filter(heads=user)


class Department(models.Model):
    """Classes and tasks that its heads look after."""

    name = models.CharField(_("name"), max_length=LONGEST_NAME, unique=True)
    heads = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="departments", blank=True)
    classrooms = models.ManyToManyField("predictor.Classroom", related_name="departments", blank=True)
    tasks = models.ManyToManyField("mlcore.Task", related_name="+", blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Change(models.Model):
    """Who changed what somebody may see, and why; never changed (the database refuses).

    Accounts and departments by name and without reference: a log outlives them.
    """

    who = models.CharField(max_length=LONGEST_ACCOUNT)
    before: Any = models.JSONField()
    after: Any = models.JSONField()
    why = models.CharField(max_length=LONGEST_WHY)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ("-id",)


class RoleChange(Change):
    account = models.IntegerField(db_index=True)
    whose = models.CharField(max_length=LONGEST_ACCOUNT)

    def __str__(self) -> str:
        return f"change of account {self.account}"


class DepartmentChange(Change):
    department = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"change of department {self.department}"
