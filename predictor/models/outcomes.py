"""What students really reached; nothing of it is changed afterwards."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from predictor.models.classes import Student
from predictor.models.predictions import Submission
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_WHY = 300


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def open_to(self, user: "User", act: Act) -> "OutcomeQuerySet":
        """Those of students to whom the user may do it."""
        return self.filter(student__in=Student.objects.open_to(user, act).values("pk"))

    def visible_to(self, user: "User") -> "OutcomeQuerySet":
        return self.open_to(user, Act.SEE)

    def in_force(self) -> "OutcomeQuerySet":
        """Without those that were corrected since."""
        return self.filter(~Exists(Outcome.objects.filter(replaces=OuterRef("pk"))))


class Outcome(models.Model):
    """One result of a student in a field of a schema, on a day. A correction is a row of its own that replaces it."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="outcomes", db_index=False)
    schema_name = models.SlugField(db_index=False)
    field = models.SlugField(db_index=False)
    value = models.FloatField()
    day = models.DateField()
    door = models.CharField(max_length=4, choices=Submission.Door)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    # Two corrections of one row would leave two values in force.
    replaces = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="replaced_by")
    why = models.CharField(max_length=LONGEST_WHY, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-id")
        indexes = [models.Index(fields=("student", "schema_name", "field", "-day"), name="outcomes_of_student")]

    def __str__(self) -> str:
        return f"outcome {self.pk}"
