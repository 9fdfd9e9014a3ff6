"""Trainings, the versions that they produced, and who made which one live."""

from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mlcore.models.datasets import Dataset
from mlcore.models.policies import PickedPolicy
from mlcore.models.schemas import SchemaVersion, Task, seen_as
from mlcore.models.stops import reason_in_force
from mlcore.pipeline.schema import Field, Question, Schema


class TrainingRun(models.Model):
    """One training of all candidates on a dataset for a task, however it ended."""

    class Status(models.TextChoices):
        RUNNING = "running"
        FINISHED = "finished"
        FAILED = "failed"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="runs")
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="runs")
    options = models.JSONField(default=dict, help_text="Seed and candidates that were asked for")
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING)
    error = models.TextField(blank=True)
    refusal = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="The error as template and values, where it is one of ours",
    )
    reason = models.TextField(blank=True, help_text="Why the winner was chosen, where an older release trained")
    details = models.JSONField(default=dict, help_text="Sizes, folds and figures of the whole run")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    who = models.CharField(max_length=150, blank=True, help_text="Blank where an older release trained")
    # No foreign key: jobs are the product's, and are cleared away before what came of them.
    job = models.BigIntegerField(null=True, db_index=True, help_text="Number of the job that it ran as")
    forgot_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when somebody is forgotten whose rows it learned from"
    )

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.task.slug} run {self.pk}"

    @property
    def schema(self) -> Schema:
        """As the version that came out of it knows it, which the task may have left behind."""
        version: ModelVersion | None = getattr(self, "model_version", None)
        stored = (version or self.task).schema_version.schema
        return stored.leaving_out(self.task.slug, version.left_out if version else ())

    @property
    def closed(self) -> frozenset[str]:
        """Fields that whoever is answered may not see, about which nothing is told."""
        return self.task.schema_version.closed.see

    @property
    def shown(self) -> Schema:
        return seen_as(self.schema, self.closed)

    @property
    def learned_from(self) -> int:
        """How many students: those whose target is known, or all rows where an older release did not count them."""
        parts = self.details.get("parts") if isinstance(self.details, dict) else None
        rows = parts.get("rows") if isinstance(parts, dict) else None
        return rows if isinstance(rows, int) and rows > 0 else self.dataset.rows


class CandidateResult(models.Model):
    """One line of a run's leaderboard."""

    run = models.ForeignKey(TrainingRun, on_delete=models.CASCADE, related_name="results")
    candidate = models.SlugField()
    label = models.CharField(max_length=50)
    position = models.PositiveSmallIntegerField(help_text="Line of the leaderboard, beginning with 1")
    is_winner = models.BooleanField(default=False)
    is_tied = models.BooleanField(default=False)
    r2 = models.FloatField("R²", null=True)
    rmse = models.FloatField("RMSE", null=True)
    mae = models.FloatField("MAE", null=True)
    figures = models.JSONField(default=dict, help_text="What lists show of everything else that was measured")
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("run", "position")
        constraints = [models.UniqueConstraint(fields=("run", "candidate"), name="one_result_per_candidate")]

    def __str__(self) -> str:
        return f"{self.label} in {self.run}"


class ResultDetail(models.Model):
    """What only the page of one candidate shows; a table of its own, so that lists never load it."""

    result = models.OneToOneField(CandidateResult, on_delete=models.CASCADE, primary_key=True, related_name="detail")
    figures = models.JSONField(default=dict, help_text="More of what was measured, under names of their own")
    every_row = models.JSONField(null=True, help_text="Each row that was set aside, where an older release trained")

    def __str__(self) -> str:
        return f"details of {self.result}"


class ModelVersionQuerySet(models.QuerySet["ModelVersion"]):
    def live(self) -> "ModelVersionQuerySet":
        """Each knows whether predicting is stopped: whoever asks which version answers is told in the same query."""
        return self.filter(is_live=True).with_stop()

    def with_stop(self) -> "ModelVersionQuerySet":
        """`stop` says who stopped predicting, when and why; None where it goes on."""
        return self.annotate(stop=reason_in_force())

    def live_for(self, task: "Task | str") -> "ModelVersion | None":
        """Which version answers for a task, or its slug, now: one query, with its task and its schema."""
        wanted = {"task__slug": task} if isinstance(task, str) else {"task": task}
        version = self.live().filter(**wanted).select_related("task", "schema_version").first()
        if version and version.task.schema_version_id == version.schema_version_id:
            # Mostly they are one: whoever asks the task need not read it a second time.
            version.task.schema_version = version.schema_version
        return version

    def newest_first(self) -> "ModelVersionQuerySet":
        return self.order_by("task", "-number")


class ModelVersion(models.Model):
    """What a run produced and may serve; at most one per task is live."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    run = models.OneToOneField(TrainingRun, on_delete=models.PROTECT, related_name="model_version")
    schema_version = models.ForeignKey(SchemaVersion, on_delete=models.PROTECT, related_name="+")
    policy = models.ForeignKey(
        PickedPolicy,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="versions",
        help_text="The policy that was in force when it was trained; blank where none was picked",
    )
    left_out = models.JSONField(
        default=list,
        blank=True,
        db_default=models.Value([], models.JSONField()),
        help_text="Slugs of the fields of its schema that are no inputs of it by that policy",
    )
    candidate = models.SlugField()
    label = models.CharField(max_length=50)
    file = models.CharField(max_length=255, help_text="Name of the bundle in the bundle folder")
    sha256 = models.CharField(_("SHA-256 of the bundle"), max_length=64)
    is_live = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    pruned_at = models.DateTimeField(_("file taken away at"), null=True, blank=True)
    pruned_by = models.CharField(_("file taken away by"), max_length=150, blank=True, db_default="", default="")

    objects = ModelVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=("task", "number"), name="version_numbers_are_unique_per_task"),
            models.UniqueConstraint(fields=("task",), condition=Q(is_live=True), name="one_live_version_per_task"),
            models.CheckConstraint(
                condition=Q(is_live=False) | Q(pruned_at__isnull=True), name="a_live_version_has_its_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task.slug} version {self.number}"

    @cached_property
    def schema(self) -> Schema:
        """As its bundle has it: what a policy left out is no input of its question, but kept for audit."""
        return self.schema_version.schema.leaving_out(self.task.slug, self.left_out)

    @property
    def shown(self) -> Schema:
        """As whoever is answered now may see it."""
        return seen_as(self.schema, self.schema_version.closed.see)

    @property
    def entered(self) -> Schema:
        """As whoever is answered now may enter it."""
        return seen_as(self.schema, self.schema_version.closed.enter)

    @property
    def question(self) -> Question:
        return self.schema.task(self.task.slug)

    @property
    def inputs(self) -> tuple[Field, ...]:
        """What it asks for, in the order of the schema."""
        return self.schema.inputs(self.question)


class Promotion(models.Model):
    """One change of the live model; rows are added, never changed (the database refuses)."""

    class Action(models.TextChoices):
        TRAINED = "trained", _("went live after training")
        PROMOTED = "promoted", _("promoted")
        ROLLED_BACK = "rolled back", _("rolled back")  # not for readers
        FORGOT = "forgot", _("took the place of one that learned from a student who was forgotten")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="promotions")
    version = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="promotions")
    previous = models.ForeignKey(ModelVersion, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=12, choices=Action)
    who = models.CharField(max_length=150)
    why = models.TextField(blank=True, help_text="As a person said it, or as an older release did after a training")
    facts = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="What was measured where a version went live after training",
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=~Q(previous=F("version")), name="no_version_takes_its_own_place")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.get_action_display()}"
