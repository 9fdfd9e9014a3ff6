"""Who must not be predicted, nor learned from; each turn of the switch is a row, of which nothing is changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from predictor.models.classes import Student

LONGEST_WHY = 300


class Objection(models.Model):
    """One turn of the switch of a student; `Student.objected_at` tells how it stands."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="objections")
    objects_now = models.BooleanField(help_text="False: it was taken back")
    why = models.CharField(max_length=LONGEST_WHY)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"objection {self.pk}"
