"""Grade boundaries that a school decided after its schema was written; nothing of them is changed afterwards."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from predictor.models.classes import Classroom

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_REASON = 300


class GradeBoundariesQuerySet(models.QuerySet["GradeBoundaries"]):
    def visible_to(self, user: "User") -> "GradeBoundariesQuerySet":
        """Those for all, and those of classes that the user may see."""
        return self.filter(Q(classroom=None) | Q(classroom__in=Classroom.objects.visible_to(user).values("pk")))


class GradeBoundaries(models.Model):
    """The grades of one field of a schema from a day on, for a class or for all; never changed afterwards.

    `content` has the keys `grade` and `pass` of a schema file. Without either, what holds for everybody (for all: what
    the schema says) is in force again.
    """

    schema_name = models.SlugField()
    field = models.SlugField()
    classroom = models.ForeignKey(Classroom, null=True, on_delete=models.CASCADE, related_name="boundaries")
    valid_from = models.DateField()
    content = models.JSONField()
    reason = models.CharField(max_length=LONGEST_REASON)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = GradeBoundariesQuerySet.as_manager()

    class Meta:
        ordering = ("-valid_from", "-id")
        indexes = [models.Index(fields=("schema_name", "field"), name="boundaries_of_field")]

    def __str__(self) -> str:
        return f"grades of {self.field} from {self.valid_from}"
