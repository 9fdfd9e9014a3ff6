"""Answers to calls that came with a key, so that the same call sent again creates nothing and is answered the same."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

LONGEST_KEY = 255
KEPT = timedelta(hours=24)
# In place of a status: what was answered is not there any more.
GONE = 0


class KeptCallQuerySet(models.QuerySet["KeptCall"]):
    def over(self) -> "KeptCallQuerySet":
        return self.filter(made_at__lt=timezone.now() - KEPT)

    def blank(self) -> None:
        """What was answered goes; that it was done, and under which key, stays."""
        self.exclude(status=GONE).update(status=GONE, content="", location="", students=[])


class KeptCall(models.Model):
    """Stored together with what the call created; for a day, and not in backups."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY)
    asked = models.BinaryField(help_text="SHA-256 of address and body.")
    rights = models.BinaryField(help_text="SHA-256 of the roles and rules by which it was answered.")
    students = ArrayField(models.BigIntegerField(), default=list)  # whom the answer shows
    status = models.PositiveSmallIntegerField(default=GONE)
    location = models.TextField(blank=True)
    content = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptCallQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "key"), name="a_key_counts_once")]

    def __str__(self) -> str:
        return f"call {self.pk} of {self.user}"
