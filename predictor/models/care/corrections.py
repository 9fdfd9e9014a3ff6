"""Requests to correct an entry, what became of them, and which predictions were made with an entry that was wrong."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from predictor.models.classes import Classroom, Student
from predictor.models.predictions import Prediction
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_TEXT = 500


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def open_to(self, user: "User", act: Act) -> "CorrectionQuerySet":
        """Those of students to whom the user may do it."""
        return self.filter(student__in=Student.objects.open_to(user, act).values("pk"))

    def but_about(self, fields: Collection[str]) -> "CorrectionQuerySet":
        """Without those about entries that somebody may not see."""
        return self.exclude(field__in=fields)

    def waiting(self) -> "CorrectionQuerySet":
        """What is first due first."""
        return self.filter(state=Correction.State.OPEN).order_by("due", "id")

    def of_class(self, classroom: Classroom) -> "CorrectionQuerySet":
        return self.filter(student__in=Student.objects.of(classroom).values("pk"))

    def counts(self, today: dt.date) -> dict[str, int]:
        """How many are open, and how many of these overdue. One query."""
        return self.filter(state=Correction.State.OPEN).aggregate(
            open=Count("pk"), overdue=Count("pk", filter=Q(due__lt=today))
        )

    def to_change(self) -> "CorrectionQuerySet":
        # Locked: two decisions of one request would each predict again.
        return self.select_for_update(of=("self",), no_key=True)


class Correction(models.Model):
    """'This entry is wrong': which, what it should be, who said so, by when; and how it ended."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("corrected")
        REFUSED = "refused", _("refused")

    class AskedBy(models.TextChoices):
        FAMILY = "family", _("the family")
        TEACHER = "teacher", _("a teacher")

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="corrections")
    field = models.SlugField(db_index=False)
    was = models.JSONField(null=True, help_text="What stood there when it was asked")
    right = models.JSONField(null=True, help_text="What it should be; null: not known")
    asked_by = models.CharField(max_length=7, choices=AskedBy)
    said = models.CharField(max_length=LONGEST_TEXT, blank=True)
    due = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    why = models.CharField(max_length=LONGEST_TEXT, blank=True, help_text="Of whoever decided")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=("due", "id"), condition=Q(state="open"), name="corrections_that_wait")]
        constraints = [
            models.UniqueConstraint(
                fields=("student", "field"), condition=Q(state="open"), name="one_open_correction_of_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="whatever_is_decided_was_decided_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_overdue(self, today: dt.date) -> bool:
        return self.is_open and self.due < today


class CorrectedPrediction(models.Model):
    """A prediction that was made with the entry; itself it never changes."""

    prediction = models.ForeignKey(Prediction, on_delete=models.CASCADE, related_name="corrected")
    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="predictions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("prediction", "correction"), name="a_prediction_is_marked_once")]

    def __str__(self) -> str:
        return f"prediction {self.prediction_id}, corrected by {self.correction_id}"
