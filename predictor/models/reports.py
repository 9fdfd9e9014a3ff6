"""Reports that were asked for, as files."""

import zlib
from typing import TYPE_CHECKING

from django.db import models

from predictor.models.jobs import Job
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_FILE_NAME = 120


class ReportQuerySet(models.QuerySet["Report"]):
    def open_to(self, user: "User") -> "ReportQuerySet":
        """Those of jobs that they may follow."""
        return self.filter(job__in=Job.objects.open_to(user, Act.FOLLOW_JOBS).values("pk"))


class Report(models.Model):
    """Stored in the transaction in which its job is done: whole, or not at all."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, primary_key=True, related_name="report")
    file_name = models.CharField(max_length=LONGEST_FILE_NAME)
    content = models.BinaryField(help_text="HTML in UTF-8, compressed by zlib")

    objects = ReportQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name

    @property
    def html(self) -> str:
        return zlib.decompress(self.content).decode()
