"""People who were invited to have an account."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from predictor.roles import Act, Reach, reach


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.unanswered().filter(ends__gt=timezone.now())

    def unanswered(self) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """For one address. Its token is sent and not kept; `roles` are names, given when it is accepted."""

    class State(StrEnum):
        OPEN = "open"
        ACCEPTED = "accepted"
        WITHDRAWN = "withdrawn"
        EXPIRED = "expired"
        VOID = "void"

    address = models.EmailField()
    roles = models.JSONField(default=list)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    ends = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar = InvitationQuerySet.as_manager()

    if TYPE_CHECKING:
        invited_by_id: int | None

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                Lower("address"),
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_invitation_for_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def state(self) -> "Invitation.State":
        return self.state_at(timezone.now())

    def state_at(self, now: datetime) -> "Invitation.State":
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        if now >= self.ends:
            return self.State.EXPIRED
        return self.State.OPEN if self.counts else self.State.VOID

    @property
    def counts(self) -> bool:
        """Whoever invited must still be somebody who may: what they gave went with their own right."""
        return self.invited_by is not None and reach(self.invited_by, Act.GIVE_ROLES) is Reach.EVERYTHING
