"""What a teacher expects before the model answers; seen by nobody else, and nothing of it is changed afterwards."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from predictor.models.classes import Student
from predictor.models.predictions import Submission

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class OwnEstimateQuerySet(models.QuerySet["OwnEstimate"]):
    def own(self, user: "User") -> "OwnEstimateQuerySet":
        """Theirs, of students whom they still see; no role opens those of others."""
        return self.filter(made_by=user, submission__student__in=Student.objects.visible_to(user).values("pk"))


class OwnEstimate(models.Model):
    """Typed with the entries and before the answer. `after_answer`: the same entries had been answered before, where
    its maker could see it; then it does not count (the database refuses changes)."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="+")
    value = models.FloatField()
    after_answer = models.BooleanField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = OwnEstimateQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"estimate {self.pk}"
