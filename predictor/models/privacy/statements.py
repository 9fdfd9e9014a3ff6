"""What only a school can say in its documents: one text per gap, version after version."""

from django.conf import settings
from django.db import models
from django.utils import timezone

LONGEST_TEXT = 5_000


class StatementQuerySet(models.QuerySet["Statement"]):
    def in_force(self) -> "StatementQuerySet":
        """The newest of each gap."""
        return self.order_by("gap", "-version").distinct("gap")


class Statement(models.Model):
    """One version; never changed afterwards (the database refuses). Without a text the gap is open again."""

    gap = models.SlugField()
    version = models.PositiveIntegerField()
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=("gap", "version"), name="one_version_of_a_statement")]

    def __str__(self) -> str:
        return f"{self.gap}, version {self.version}"
