"""Past years that were replayed."""

from django.db import models
from django.utils import timezone

from mlcore.models.datasets import Dataset
from mlcore.models.schemas import Task
from mlcore.models.versions import ModelVersion


class Rehearsal(models.Model):
    """What one replay found, as facts; sentences are made when it is read."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="rehearsals")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="rehearsals")
    version = models.ForeignKey(
        ModelVersion, null=True, on_delete=models.PROTECT, related_name="+", help_text="Whose way of learning it took"
    )
    facts = models.JSONField(default=dict)
    who = models.CharField(max_length=150, blank=True, default="", db_default="")
    # No foreign key: jobs are the product's, and are cleared away before what came of them.
    job = models.BigIntegerField(null=True, db_index=True, help_text="Number of the job that it ran as")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.task.slug} rehearsed on {self.dataset}"
