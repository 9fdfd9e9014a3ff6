"""What students really reached, and what support they had; nothing of it is changed afterwards."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from predictor.models.classes import Student
from predictor.models.predictions import Submission
from predictor.models.scope import by_target, rows_about, sees_some_tasks
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_WHY = 300
LONGEST_WHAT = 150


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def open_to(self, user: "User", act: Act) -> "OutcomeQuerySet":
        """Those of students to whom the user may do it."""
        return self.filter(rows_about(user, act, by_target))

    def visible_to(self, user: "User") -> "OutcomeQuerySet":
        return self.open_to(user, Act.SEE)

    def told_to(self, user: "User") -> "OutcomeQuerySet":
        """Of students whom the user sees; for whoever teaches them it costs nothing."""
        return self.visible_to(user) if sees_some_tasks(user) else self

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
        indexes = [
            models.Index(fields=("student", "schema_name", "field", "-day"), name="outcomes_of_student"),
            models.Index(fields=("schema_name", "field", "-id"), name="outcomes_of_field"),
        ]

    def __str__(self) -> str:
        return f"outcome {self.pk}"


class SupportQuerySet(models.QuerySet["Support"]):
    def open_to(self, user: "User", act: Act) -> "SupportQuerySet":
        """Those of students to whom the user may do it."""
        return self.filter(student__in=Student.objects.open_to(user, act).values("pk"))

    def visible_to(self, user: "User") -> "SupportQuerySet":
        return self.open_to(user, Act.SEE)

    def told_to(self, user: "User") -> "SupportQuerySet":
        """Of students whom the user sees: it belongs to no task."""
        return self

    def in_force(self) -> "SupportQuerySet":
        """Without what was ended, corrected or removed since by a newer row."""
        newer = Support.objects.filter(replaces=OuterRef("pk"))
        return self.filter(~Exists(newer), is_removed=False)

    def latest_first(self) -> "SupportQuerySet":
        return self.order_by("-from_day", "-id")

    def between(self, first: dt.date, last: dt.date) -> "SupportQuerySet":
        """Those that went on at some time from one day to another, both of them included."""
        return self.filter(Q(until_day=None) | Q(until_day__gte=first), from_day__lte=last)


class Support(models.Model):
    """What a student gets, by whom, from when, how often and why, as it is said in this row.

    An end, a correction and a removal are rows of their own that replace the one before (the database refuses changes).
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="support", db_index=False)
    what = models.CharField(max_length=LONGEST_WHAT)
    by_whom = models.CharField(max_length=LONGEST_WHAT)
    from_day = models.DateField()
    until_day = models.DateField(null=True, help_text="The last day; none while it goes on")
    how_often = models.CharField(max_length=LONGEST_WHAT)
    why = models.CharField(max_length=LONGEST_WHY)
    is_removed = models.BooleanField(default=False, help_text="It was noted by mistake")
    # Two rows that replace one would leave both in force.
    replaces = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="replaced_by")
    why_replaced = models.CharField(max_length=LONGEST_WHY, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ("-from_day", "-id")
        verbose_name_plural = "support"
        indexes = [models.Index(fields=("student", "-from_day"), name="support_of_student")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")), name="support_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(is_removed=False) | Q(replaces__isnull=False), name="only_what_is_there_is_removed"
            ),
        ]

    def __str__(self) -> str:
        return f"support {self.pk}"

    def goes_on_after(self, day: dt.date) -> bool:
        """Whether this day could become its last; it may begin later."""
        return self.until_day is None or self.until_day > day
