"""Rows that are stored, what they were made of, and what became of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.models.schemas import SchemaVersion


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
    sha256 = models.CharField(gettext_lazy("SHA-256 of the content"), max_length=64)
    rows = models.PositiveIntegerField()
    source_name = models.CharField(gettext_lazy("file"), max_length=255, blank=True)
    is_demo = models.BooleanField(gettext_lazy("made-up data"), default=False)
    source = models.TextField(blank=True, help_text="Where the rows come from, as whoever loaded them said")
    licence = models.TextField(blank=True, help_text="Under which terms they may be used")
    left_out = models.JSONField(default=dict, help_text="Rows that were refused at the import, and why, without values")
    found = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="What the file said beyond its values; empty where an older release imported it",
    )
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
    # Without somebody who was forgotten two datasets became one.
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Has the rows it would have",
    )
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

    @property
    def title(self) -> str:
        """The name, with what must be known where it stands alone."""
        return (_("%(name)s (rows deleted)") % {"name": self.name}) if self.deleted_at else self.name


class DatasetPart(models.Model):
    """One of the datasets that another one is made of; the rows of the whole are kept as they were learned from."""

    whole = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="parts")
    part = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="wholes")
    position = models.PositiveIntegerField(help_text="Place in the whole, beginning with 1")
    repeats = models.PositiveIntegerField(default=0, help_text="Rows that stand in a part before it too")
    left_out = models.PositiveIntegerField(default=0, help_text="How many of them are not in the whole")
    withheld = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="Positions in the part of rows that are not in the whole, as who they are about objected",
    )

    class Meta:
        ordering = ("whole", "position")
        constraints = [models.UniqueConstraint(fields=("whole", "part"), name="a_part_is_in_a_whole_once")]

    def __str__(self) -> str:
        return f"{self.part} in {self.whole}"


class DatasetContent(models.Model):
    """The rows themselves; a table of its own, so that listing datasets never loads them."""

    dataset = models.OneToOneField(Dataset, on_delete=models.CASCADE, primary_key=True, related_name="stored")
    csv = models.BinaryField(help_text="Compressed CSV in the order of the schema's fields")
    people = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="Positions of the rows of each person who has several; not who that is",
    )
    supported = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="Positions of the rows with a result of a student who had support",
    )

    def __str__(self) -> str:
        return f"rows of {self.dataset}"
