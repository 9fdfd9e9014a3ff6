"""Backups that were put back."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Restoration(models.Model):
    """One backup that was put back; rows are added, never changed (the database refuses)."""

    at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(_("backup made at"))
    version = models.CharField(max_length=100, help_text="The release that made the backup")
    who = models.CharField(max_length=150)
    trusted_because = models.TextField(
        blank=True, help_text="Why it was restored though this installation had not signed it; blank where it had"
    )

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"backup of {self.made_at:%Y-%m-%d %H:%M}"
