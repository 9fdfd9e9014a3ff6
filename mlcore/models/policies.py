"""Which fields a question does without, as somebody picked it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mlcore.models.schemas import Task

LONGEST_REASON = 1_000


class PickedPolicy(models.Model):
    """One pick; the newest of a task is in force from its next training on. Rows are added, never changed nor taken
    away (the database refuses)."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="policies")
    left_out = models.JSONField(
        default=list, blank=True, help_text="Slugs of fields that are no inputs; none: every field is used"
    )
    reason = models.TextField(max_length=LONGEST_REASON)
    who = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = _("picked policies")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_policy_has_a_reason")]

    def __str__(self) -> str:
        return f"policy {self.pk} of {self.task.slug}"
