"""What somebody thinks of a prediction; nothing of it is changed afterwards."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from predictor.models.predictions import Prediction

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_NOTE = 500


class FeedbackQuerySet(models.QuerySet["PredictionFeedback"]):
    def newest(self) -> "FeedbackQuerySet":
        """Of each person and prediction the row that counts."""
        return self.order_by("prediction_id", "made_by_id", "-id").distinct("prediction_id", "made_by_id")

    def by(self, user: "User") -> "FeedbackQuerySet":
        return self.filter(made_by=user)


class PredictionFeedback(models.Model):
    """Who changes their mind says so again: the newest row of a person counts (the database refuses changes)."""

    class Kind(models.TextChoices):
        USEFUL = "useful", _("Useful")
        NOT_USEFUL = "not_useful", _("Not useful")
        WRONG_DATA = "wrong_data", _("The data are wrong")
        KNOW_MORE = "know_more", _("I know something else")

    prediction = models.ForeignKey(Prediction, on_delete=models.CASCADE, related_name="feedback", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=("prediction", "made_by", "-id"), name="feedback_of_prediction")]

    def __str__(self) -> str:
        return f"feedback {self.pk}"
