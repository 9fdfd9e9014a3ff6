"""When each kind of data about students began to be said to go: nothing goes before that was said for some days."""

from django.db import models
from django.utils import timezone


class RetentionNotice(models.Model):
    """Since when it is said that this kind goes after so many days."""

    kind = models.CharField(max_length=40, primary_key=True)
    days = models.PositiveIntegerField()
    told_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.kind
