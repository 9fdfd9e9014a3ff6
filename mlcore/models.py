"""What the machine remembers: schemas, datasets, trainings, versions, and who made which one live."""

import json
from functools import cached_property, lru_cache

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from mlcore.pipeline.schema import Field, Question, Schema


class SchemaVersion(models.Model):
    """One version of a schema; its content never changes, a changed TOML file gets a new version."""

    name = models.SlugField()
    version = models.PositiveIntegerField()
    content = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "version")
        constraints = [models.UniqueConstraint(fields=("name", "version"), name="one_row_per_schema_version")]

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"

    @cached_property
    def schema(self) -> Schema:
        return _parsed(json.dumps(self.content))


@lru_cache(maxsize=64)
def _parsed(content: str) -> Schema:
    """Once per process: parsing takes a millisecond, and thousands of rows name few schemas."""
    return Schema.from_dict(json.loads(content))


class Task(models.Model):
    """One question asked of a schema, e.g. the maths score from everything else."""

    slug = models.SlugField(unique=True)
    schema_version = models.ForeignKey(SchemaVersion, on_delete=models.PROTECT, related_name="tasks")
    label = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.label

    @property
    def question(self) -> Question:
        return self.schema_version.schema.task(self.slug)

    @property
    def target(self) -> Field:
        return self.schema_version.schema.field(self.question.target)


class DatasetQuerySet(models.QuerySet["Dataset"]):
    def present(self) -> "DatasetQuerySet":
        """Those whose rows are there."""
        return self.filter(deleted_at=None)

    def offered(self) -> "DatasetQuerySet":
        """Neither archived nor made of what is archived."""
        made_of_archived = DatasetPart.objects.filter(part__archived_at__isnull=False).values("whole")
        return self.present().filter(archived_at=None).exclude(pk__in=made_of_archived)

    def imported(self) -> "DatasetQuerySet":
        """Without those that were made of others."""
        return self.exclude(pk__in=DatasetPart.objects.values("whole"))


class Dataset(models.Model):
    """Rows that were checked against a schema: of one file, or of several datasets together.

    Where the rows were deleted, what is known of them stays: models learned from them.
    """

    name = models.CharField(max_length=100)
    schema_version = models.ForeignKey(SchemaVersion, on_delete=models.PROTECT, related_name="datasets")
    sha256 = models.CharField("SHA-256 of the content", max_length=64)
    rows = models.PositiveIntegerField()
    source_name = models.CharField("file", max_length=255, blank=True)
    is_demo = models.BooleanField("made-up data", default=False)
    source = models.TextField(blank=True, help_text="Where the rows come from, as whoever loaded them said")
    licence = models.TextField(blank=True, help_text="Under which terms they may be used")
    left_out = models.JSONField(default=dict, help_text="Rows that were refused at the import, and why, without values")
    bad_rows_file = models.CharField(
        max_length=255, blank=True, default="", db_default="", help_text="Its name, where some were written"
    )
    adds_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="added", help_text="Learned from with it"
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.CharField(max_length=150, blank=True, default="", db_default="")
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.CharField(max_length=150, blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DatasetQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=("name",), condition=Q(deleted_at=None), name="one_dataset_of_a_name"),
            models.UniqueConstraint(
                fields=("schema_version", "sha256"), condition=Q(deleted_at=None), name="same_content_is_kept_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DatasetPart(models.Model):
    """One of the datasets that another one is made of; the rows of the whole are kept as they were learned from."""

    whole = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="parts")
    part = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="wholes")
    position = models.PositiveIntegerField(help_text="Place in the whole, beginning with 1")
    repeats = models.PositiveIntegerField(default=0, help_text="Rows that stand in a part before it too")
    left_out = models.PositiveIntegerField(default=0, help_text="How many of them are not in the whole")

    class Meta:
        ordering = ("whole", "position")
        constraints = [models.UniqueConstraint(fields=("whole", "part"), name="a_part_is_in_a_whole_once")]

    def __str__(self) -> str:
        return f"{self.part} in {self.whole}"


class DatasetContent(models.Model):
    """The rows themselves; a table of its own, so that listing datasets never loads them."""

    dataset = models.OneToOneField(Dataset, on_delete=models.CASCADE, primary_key=True, related_name="stored")
    csv = models.BinaryField(help_text="Compressed CSV in the order of the schema's fields")

    def __str__(self) -> str:
        return f"rows of {self.dataset}"


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
    reason = models.TextField(blank=True, help_text="Why the winner was chosen, where an older release trained")
    details = models.JSONField(default=dict, help_text="Sizes, folds and figures of the whole run")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    who = models.CharField(max_length=150, blank=True, help_text="Blank where an older release trained")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.task.slug} run {self.pk}"


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
        return self.filter(is_live=True)

    def live_for(self, task: "Task | str") -> "ModelVersion | None":
        """Which version answers for a task, or its slug, now: one query, with its task and its schema."""
        wanted = {"task__slug": task} if isinstance(task, str) else {"task": task}
        return self.live().filter(**wanted).select_related("task", "schema_version").first()

    def newest_first(self) -> "ModelVersionQuerySet":
        return self.order_by("task", "-number")


class ModelVersion(models.Model):
    """What a run produced and may serve; at most one per task is live."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    run = models.OneToOneField(TrainingRun, on_delete=models.PROTECT, related_name="model_version")
    schema_version = models.ForeignKey(SchemaVersion, on_delete=models.PROTECT, related_name="+")
    candidate = models.SlugField()
    label = models.CharField(max_length=50)
    file = models.CharField(max_length=255, help_text="Name of the bundle in the bundle folder")
    sha256 = models.CharField("SHA-256 of the bundle", max_length=64)
    is_live = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ModelVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=("task", "number"), name="version_numbers_are_unique_per_task"),
            models.UniqueConstraint(fields=("task",), condition=Q(is_live=True), name="one_live_version_per_task"),
        ]

    def __str__(self) -> str:
        return f"{self.task.slug} version {self.number}"


class Promotion(models.Model):
    """One change of the live model; rows are added, never changed (the database refuses)."""

    class Action(models.TextChoices):
        TRAINED = "trained", "went live after training"
        PROMOTED = "promoted", "promoted"
        ROLLED_BACK = "rolled back", "rolled back"

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


class Restoration(models.Model):
    """One backup that was put back; rows are added, never changed (the database refuses)."""

    at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField("backup made at")
    version = models.CharField(max_length=100, help_text="The release that made the backup")
    who = models.CharField(max_length=150)
    trusted_because = models.TextField(
        blank=True, help_text="Why it was restored though this installation had not signed it; blank where it had"
    )

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"backup of {self.made_at:%Y-%m-%d %H:%M}"
