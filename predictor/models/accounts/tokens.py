"""What the token of a program is called, what may be done with it, and when it was last used."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

LONGEST_NAME = 100


class Scope(StrEnum):
    """What a token opens of that which whoever holds it may do anyway."""

    READ = "read"
    PREDICT = "predict"
    WRITE = "write"  # classes, students, their entries and targets, and what one says of predictions
    OUTCOMES = "outcomes"  # what students reached, and which support they get
    SENSITIVE = (
        "sensitive"  # fields that their schema calls sensitive; without it they are as fields that a rule closes
    )
    ADMIN = "admin"  # data, trainings, versions, people, rules


ALL_SCOPES = tuple(Scope)


def limit(user: Any, opened: Collection[str]) -> None:
    """What the token that they sent does not open is closed to them as by a rule for fields."""
    user.is_without_sensitive = Scope.SENSITIVE not in opened


def is_without_sensitive(user: Any) -> bool:
    return getattr(user, "is_without_sensitive", False)


class TokenGrant(models.Model):
    """Beside the token that `knox` keeps; one that is older than this table may do everything and has no row."""

    # The constraint that the database keeps lets a row go with its token, also where the database ends that.
    token = models.OneToOneField(settings.KNOX_TOKEN_MODEL, models.CASCADE, related_name="grant", db_constraint=False)
    name = models.CharField(max_length=LONGEST_NAME, blank=True, help_text="Empty: a program that logged in.")
    scopes = ArrayField(models.CharField(max_length=20))
    last_used_at = models.DateTimeField(null=True, help_text="To the hour.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scopes__contained_by=[str(scope) for scope in Scope], scopes__len__gt=0),
                name="only_scopes_that_there_are",
            )
        ]

    def __str__(self) -> str:
        return self.name or f"token {self.pk}"
