"""What teachers set for their students to reach; nothing of it is changed afterwards."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from mlcore.models import Task
from predictor.models.classes import Student
from predictor.models.scope import by_task, rows_about, sees_some_tasks
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_WHY = 500
LONGEST_LABEL = 100


class TargetQuerySet(models.QuerySet["Target"]):
    def open_to(self, user: "User", act: Act) -> "TargetQuerySet":
        """Those of students to whom the user may do it."""
        return self.filter(rows_about(user, act, by_task))

    def visible_to(self, user: "User") -> "TargetQuerySet":
        return self.open_to(user, Act.SEE)

    def told_to(self, user: "User") -> "TargetQuerySet":
        """Of students whom the user sees; for whoever teaches them it costs nothing."""
        return self.visible_to(user) if sees_some_tasks(user) else self

    def latest_first(self) -> "TargetQuerySet":
        return self.order_by("-id")

    def newest(self) -> "TargetQuerySet":
        """Of each student and task the row that counts, perhaps one that took the target back."""
        return self.order_by("student_id", "task_id", "-id").distinct("student_id", "task_id")

    def with_standing(self) -> "TargetQuerySet":
        """Whether each row is `is_newest` of its student and task."""
        newer = Target.objects.filter(student=OuterRef("student"), task=OuterRef("task"), pk__gt=OuterRef("pk"))
        return self.annotate(is_newest=~Exists(newer))


class Target(models.Model):
    """One act of a teacher: a score or a grade is set, taken back (neither is given), locked or unlocked.

    The newest row of a student and a task counts, the others are its history (the database refuses changes).
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="targets", db_index=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField(null=True)
    grade = models.CharField(max_length=LONGEST_LABEL, blank=True)
    why = models.CharField(max_length=LONGEST_WHY)
    locked = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=("student", "task", "-id"), name="targets_of_student")]
        constraints = [
            models.CheckConstraint(condition=Q(score=None) | Q(grade=""), name="score_or_grade"),
            models.CheckConstraint(
                condition=Q(locked=False) | Q(score__isnull=False) | ~Q(grade=""), name="only_a_target_is_locked"
            ),
        ]

    def __str__(self) -> str:
        return f"target {self.pk}"

    @property
    def is_set(self) -> bool:
        return self.score is not None or bool(self.grade)
