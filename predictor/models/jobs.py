"""Work in the background: who asked for it, how far it is, how it ended."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class JobQuerySet(models.QuerySet["Job"]):
    def open_to(self, user: "User", act: Act) -> "JobQuerySet":
        """An admin's all, anybody else's those that they asked for."""
        scope = reach(user, act)
        if scope is Reach.EVERYTHING:
            return self
        return self.filter(asked_by=user) if scope is Reach.OWN else self.none()

    def waiting(self) -> "JobQuerySet":
        return self.filter(state=Job.State.QUEUED).order_by("id")

    def running(self) -> "JobQuerySet":
        return self.filter(state=Job.State.RUNNING)

    def not_ended(self) -> "JobQuerySet":
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def whose_turn_it_is(self, kind: str, argument: str, held: Collection[str]) -> "JobQuerySet":
        """Without jobs of a kind that come after another with the same argument, or whose value of it is held."""
        same = {"kind": kind, f"arguments__{argument}": OuterRef(f"arguments__{argument}")}
        before = Job.objects.not_ended().filter(Q(pk__lt=OuterRef("pk")) | Q(state=Job.State.RUNNING), **same)
        taken = Q(**{f"arguments__{argument}__in": list(held)})
        return self.filter(~Q(kind=kind) | ~(Exists(before) | taken))

    def ended_before(self, moment: datetime) -> "JobQuerySet":
        return self.filter(ended_at__lte=moment)

    def latest_first(self) -> "JobQuerySet":
        return self.order_by("-id")


class Job(models.Model):
    """Facts only: each kind says them in its own words.

    While it runs, `token` names the attempt: whoever writes about a job with another token writes nothing.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=30)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    token = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    percent_before = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How far it was when the last attempt began, which begins anew"
    )
    lines = models.JSONField(default=list, help_text="The last facts that were told on the way")
    result = models.JSONField(default=dict)
    error = models.JSONField(default=dict)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, help_text="When the last attempt began")
    ended_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True, help_text="When its worker was last seen")
    told_at = models.DateTimeField(null=True, help_text="When the work itself last said how far it is")
    cancel_asked_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=("id",), condition=Q(state__in=("queued", "running")), name="jobs_not_ended"),
            models.Index(fields=("asked_by", "-id"), name="jobs_of_an_account"),
            models.Index(fields=("ended_at",), condition=Q(ended_at__isnull=False), name="jobs_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", token__isnull=False, beat_at__isnull=False)
                | (~Q(state="running") & Q(token__isnull=True)),
                name="only_a_running_job_is_held",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("queued", "running"), ended_at__isnull=True)
                | (~Q(state__in=("queued", "running")) & Q(ended_at__isnull=False)),
                name="an_ended_job_says_when",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="no_job_is_more_than_done"),
        ]

    def __str__(self) -> str:
        return f"job {self.pk}"

    @property
    def has_ended(self) -> bool:
        return self.state not in (self.State.QUEUED, self.State.RUNNING)
