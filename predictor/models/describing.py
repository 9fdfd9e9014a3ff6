"""Files that somebody brought to have them described; their rows are kept for a day at most."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from mlcore.models import Dataset, SchemaVersion, Task
from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT_FOR = timedelta(days=1)
LONGEST_FILE_NAME = 200


class DescribedFileQuerySet(models.QuerySet["DescribedFile"]):
    def open_to(self, user: "User", act: Act) -> "DescribedFileQuerySet":
        """All, for those who may do it at all: a description belongs to the school."""
        return self if reach(user, act) is Reach.EVERYTHING else self.none()

    def expired(self, now: datetime) -> "DescribedFileQuerySet":
        """Those that nobody imported within a day, and that still hold their file."""
        return self.filter(Q(dataset=None), content__isnull=False, made_at__lte=now - KEPT_FOR)

    def forget(self) -> int:
        """Only that they were there stays, so that whoever comes back is told. How many there were."""
        return self.update(content=None, proposal={}, read_as={})

    def without_content(self) -> "DescribedFileQuerySet":
        return self.defer("content")


class DescribedFile(models.Model):
    """One file and what was proposed for it. `content` is the file until it is imported; `proposal` holds nothing of
    people's names, numbers or texts.

    `grows` is the schema that the file may bring more to; without it the file is described anew.
    """

    name = models.CharField(max_length=LONGEST_FILE_NAME)
    content = models.BinaryField(null=True)
    proposal = models.JSONField(default=dict)
    read_as = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="Sheet, format and decimal mark, where the file does not tell",
    )
    grows = models.ForeignKey(SchemaVersion, null=True, on_delete=models.CASCADE, related_name="+")
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, null=True, on_delete=models.CASCADE, related_name="+")
    training_asked_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = DescribedFileQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(content__isnull=True) | Q(dataset__isnull=True),
                name="nothing_of_a_file_stays_once_imported",
            )
        ]

    def __str__(self) -> str:
        return f"described file {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether its day is over, whether or not it was cleared away."""
        return self.made_at <= timezone.now() - KEPT_FOR
