"""What was submitted for students and what was predicted, of which nothing is changed afterwards; and files that were
brought to be predicted, which are kept for some days at most."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from mlcore.models import ModelVersion, SchemaVersion, Task
from mlcore.models.schemas import Closed, seen_as
from mlcore.pipeline.schema import Field, Schema
from predictor.models.classes import Student
from predictor.models.scope import Written, as_subquery, by_task, rows_about, sees_some_tasks
from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_FILE_NAME = 255


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def told_to(self, user: "User") -> "SubmissionQuerySet":
        """Of students whom the user sees; for whoever teaches them it costs nothing."""
        return self.filter(rows_about(user, Act.SEE, by_task)) if sees_some_tasks(user) else self


class Submission(models.Model):
    """The inputs that somebody submitted, when and through which door; never changed afterwards."""

    class Door(models.TextChoices):
        PAGE = "page"
        FILE = "file"
        API = "api", "API"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    schema_version = models.ForeignKey(SchemaVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    student = models.ForeignKey(
        Student, null=True, on_delete=models.CASCADE, related_name="submissions", db_index=False
    )
    answers = models.JSONField()
    door = models.CharField(max_length=4, choices=Door)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=("student", "made_at"), name="submissions_of_student")]

    def __str__(self) -> str:
        return f"submission {self.pk}"


class PredictionQuerySet(models.QuerySet["Prediction"]):
    def open_to(self, user: "User", act: Act, written: Written = as_subquery) -> "PredictionQuerySet":
        """Those to which the user may do it: `rows_about` students, and those without a student that one made."""
        theirs = rows_about(user, act, by_task, written)
        if Reach.OWN in reach(user, act):
            theirs |= Q(student=None, made_by=user)
        return self.filter(theirs)

    def visible_to(self, user: "User") -> "PredictionQuerySet":
        return self.open_to(user, Act.SEE)

    def told_to(self, user: "User") -> "PredictionQuerySet":
        """Of students whom the user sees; for whoever teaches them it costs nothing."""
        return self.visible_to(user) if sees_some_tasks(user) else self

    def latest_first(self) -> "PredictionQuerySet":
        return self.order_by("-id")

    def latest_in_time(self) -> "PredictionQuerySet":
        """The same order, by the index of those of one student and one task."""
        return self.order_by("-made_at", "-id")

    def with_names(self) -> "PredictionQuerySet":
        """Everything that a row of a list shows, in one query."""
        return self.select_related("student__classroom", "task__schema_version", "model_version", "made_by")


class Prediction(models.Model):
    """What a model version answered to a submission; never changed afterwards (the database refuses)."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="predictions", db_index=False)
    model_version = models.ForeignKey(
        ModelVersion, on_delete=models.PROTECT, related_name="predictions", db_index=False
    )
    # Repeated from the submission: lists over a million rows filter and sort by them.
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+", db_index=False)
    student = models.ForeignKey(
        Student, null=True, on_delete=models.CASCADE, related_name="predictions", db_index=False
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=timezone.now)
    value = models.FloatField()
    low80 = models.FloatField()
    high80 = models.FloatField()
    low90 = models.FloatField()
    high90 = models.FloatField()
    warnings = models.JSONField(default=list)

    objects = PredictionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=("task", "-id"), name="predictions_of_task"),
            models.Index(fields=("student", "-id"), name="predictions_of_student"),
            models.Index(fields=("made_by", "-id"), name="predictions_by_maker"),
            models.Index(
                fields=("made_by", "-made_at", "-id"), condition=Q(student=None), name="predictions_of_nobody"
            ),
            # Wide enough that a class's lists are read, filtered and sorted without a look at the rows.
            models.Index(
                fields=("student", "task", "-made_at", "-id"),
                include=("value", "model_version"),
                name="predictions_of_student_by_task",
            ),
            models.Index(fields=("made_at", "id"), include=("value",), name="predictions_by_time"),
            models.Index(fields=("value", "id"), name="predictions_by_value"),
            models.Index(
                fields=("model_version", "-made_at", "-id"), include=("value",), name="version_predictions_by_time"
            ),
            models.Index(fields=("model_version", "value", "id"), name="version_predictions_by_value"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("submission", "model_version"), name="one_answer_per_model_version"),
            models.CheckConstraint(
                condition=Q(low90__lte=F("low80"), low80__lte=F("value"), high80__gte=F("value"))
                & Q(high90__gte=F("high80")),
                name="ranges_hold_the_value",
            ),
        ]

    def __str__(self) -> str:
        return f"prediction {self.pk}"

    @property
    def schema(self) -> Schema:
        """As the version that answered knows it, and whoever reads may see it: what a policy left out is no input."""
        version = self.model_version
        own = version.schema_version.schema.leaving_out(self.task.slug, version.left_out)
        return seen_as(own, version.schema_version.closed.see)

    @property
    def closed(self) -> Closed:
        """Fields that whoever reads may not see or enter."""
        closed: Closed = self.task.schema_version.closed
        return closed

    @property
    def shown_answers(self) -> dict[str, Any]:
        """What was submitted for it, as far as whoever reads may see it."""
        return {slug: value for slug, value in self.submission.answers.items() if slug not in self.closed.see}

    @property
    def target(self) -> Field:
        return self.schema.field(self.schema.task(self.task.slug).target)


class Explanation(models.Model):
    """Contributions of a prediction in points, computed from its bundle when first asked for, then kept."""

    prediction = models.OneToOneField(Prediction, on_delete=models.CASCADE, primary_key=True)
    reference = models.FloatField()
    contributions = models.JSONField(help_text="Points per input field; they add up to value minus reference")
    computed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"explanation of {self.prediction_id}"


class PredictedFileQuerySet(models.QuerySet["PredictedFile"]):
    def open_to(self, user: "User", act: Act) -> "PredictedFileQuerySet":
        """Whoever brought it, and an admin: rows of a file belong to no class."""
        scope = reach(user, act)
        if scope is Reach.EVERYTHING:
            return self
        return self.filter(made_by=user) if scope is Reach.OWN else self.none()

    def to_change(self) -> "PredictedFileQuerySet":
        # Locked: pieces of one that is thrown away in this moment would keep both from ending.
        return self.select_for_update(of=("self",))

    def expired(self, now: datetime) -> "PredictedFileQuerySet":
        return self.filter(made_at__lte=now - PredictedFile.kept_for())

    def latest_first(self) -> "PredictedFileQuerySet":
        return self.order_by("-id")


class PredictedFile(models.Model):
    """One file. `content` is what was brought, until it was predicted; what came of it lies in pieces."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=LONGEST_FILE_NAME)
    content = models.BinaryField(null=True, help_text="None once it was predicted")
    read_as = models.JSONField(default=dict, help_text="Sheet and format, where the file does not tell")
    job = models.BigIntegerField(null=True)
    counts = models.JSONField(default=dict, help_text="Rows, and how many were predicted; empty until it is done")

    objects = PredictedFileQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"predicted file {self.pk}"

    @property
    def is_done(self) -> bool:
        return bool(self.counts)

    @staticmethod
    def kept_for() -> timedelta:
        return timedelta(days=settings.CLEARED_DAYS["predicted_files"])

    @property
    def kept_until(self) -> datetime:
        return self.made_at + self.kept_for()


class PredictedPiece(models.Model):
    """A part of the output, so that nobody has to hold all of it."""

    about = models.ForeignKey(PredictedFile, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("about", "number")
        constraints = [models.UniqueConstraint(fields=("about", "number"), name="each_piece_of_a_file_once")]

    def __str__(self) -> str:
        return f"piece {self.number} of predicted file {self.about_id}"
