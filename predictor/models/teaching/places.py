"""Lists of a class for a few places in a group; nothing of them is changed afterwards, and they end with the term."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from mlcore.models import Task
from predictor.models.classes import Classroom, Student
from predictor.models.predictions import Prediction

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LENGTH_OF_SEED = 32


class GroupDrawQuerySet(models.QuerySet["GroupDraw"]):
    def visible_to(self, user: "User") -> "GroupDrawQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(user).values("pk"))

    def in_force(self, today: dt.date) -> "GroupDrawQuerySet":
        """Those whose term has not ended; while a class is archived it has none."""
        return self.filter(until__gte=today, classroom__archived_at=None)

    def expired(self, today: dt.date) -> "GroupDrawQuerySet":
        """Those of an archived class wait for their last day, too: the class may be brought back."""
        return self.filter(until__lt=today)


class GroupDraw(models.Model):
    """Who was to be considered for so many places, and what the lot decided; never changed.

    Drawn again it is another row of the next `number`, so that nobody looks for a lot unseen. `expected` holds how many
    are expected below the mark: of the `group`, of which `counted` were told, and of the `told` ones of the `class`.
    """

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="group_draws")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    mark = models.FloatField()
    places = models.PositiveIntegerField()
    seed = models.CharField(max_length=LENGTH_OF_SEED)
    expected = models.JSONField()
    until = models.DateField(db_index=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = GroupDrawQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=("classroom", "task", "number"), name="each_draw_of_a_class_once")
        ]

    def __str__(self) -> str:
        return f"draw {self.number} of class {self.classroom_id}"


class GroupMember(models.Model):
    """One student who was looked at, by which prediction, and what became of it."""

    class How(models.TextChoices):
        SURELY = "surely"
        LOT = "lot"
        HAND = "hand"
        CLOSE = "close"  # was in the lot
        BEHIND = "behind"

    WITH_A_PLACE = (How.SURELY, How.LOT, How.HAND)

    draw = models.ForeignKey(GroupDraw, on_delete=models.CASCADE, related_name="members")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")
    prediction = models.ForeignKey(Prediction, null=True, on_delete=models.CASCADE, related_name="+")
    # How likely they are below the mark; None where nothing tells it.
    below = models.FloatField(null=True)
    how = models.CharField(max_length=6, choices=How)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("draw", "student"), name="each_student_of_a_draw_once")]

    def __str__(self) -> str:
        return f"student {self.student_id} of draw {self.draw_id}"
