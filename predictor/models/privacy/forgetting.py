"""Who was forgotten, and whose row stands where among what models learn from; it goes with the student."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mlcore.models import Dataset
from predictor.models.classes import Student

LONGEST_WHY = 300


class RecordedRow(models.Model):
    """One row of a dataset that was made of recorded results, and whose result it is: of several students, where one
    was entered again. It stays when the rows are deleted, as models learned from them."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="+", db_index=False, db_column="content_id"
    )
    position = models.PositiveIntegerField()
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("dataset", "position", "student"),
                deferrable=models.Deferrable.IMMEDIATE,
                name="whose_a_row_is_is_noted_once",
            )
        ]

    def __str__(self) -> str:
        return f"row {self.position} of dataset {self.dataset_id}"


class ForgettingQuerySet(models.QuerySet["Forgetting"]):
    def unfinished(self) -> "ForgettingQuerySet":
        return self.filter(ended_at=None)


class Forgetting(models.Model):
    """One student who was forgotten: the number that they had, since when they had it, and nothing else of them.

    `gone` counts what went, by what it was. Until `ended_at` a model that learned from them may serve.
    """

    student = models.BigIntegerField()
    student_made_at = models.DateTimeField(help_text="Tells them from who has the same number after a restore")
    why = models.CharField(max_length=LONGEST_WHY)
    who = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    gone = models.JSONField(default=dict)
    job = models.BigIntegerField(null=True, help_text="Number of the job that trains again")
    ended_at = models.DateTimeField(null=True)

    objects = ForgettingQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=("id",), condition=Q(ended_at=None), name="forgettings_not_ended")]
        constraints = [
            models.UniqueConstraint(fields=("student", "student_made_at"), name="a_student_is_forgotten_once")
        ]

    def __str__(self) -> str:
        return f"forgetting {self.pk}"
