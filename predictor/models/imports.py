"""Files that were taken in for a class: as they were read, what was stored of them, and how it was before."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.models.classes import Classroom, Student
from predictor.models.rosters import Roster
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_FILE_NAME = 255


class ImportQuerySet(models.QuerySet["Import"]):
    def open_to(self, user: "User", act: Act) -> "ImportQuerySet":
        """Those of classes to which the user may do it."""
        return self.filter(classroom__in=Classroom.objects.open_to(user, act).values("pk"))

    def latest_first(self) -> "ImportQuerySet":
        return self.order_by("-id")

    def drafts(self) -> "ImportQuerySet":
        return self.filter(state=Import.State.DRAFT)

    def to_change(self) -> "ImportQuerySet":
        # Locked: a second tab that confirms or undoes as well waits, and then finds that it was done.
        return self.select_for_update(of=("self",))


class Import(models.Model):
    """One file: who brought it, what it is about, what was decided about it, and what became of it."""

    class Kind(models.TextChoices):
        STUDENTS = "students"
        INPUTS = "inputs"
        OUTCOMES = "outcomes"

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("Draft")
        STORED = "stored", gettext_lazy("Stored")
        UNDONE = "undone", gettext_lazy("Undone")

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="imports")
    # What a file about a whole school did to this class.
    part_of = models.ForeignKey(Roster, null=True, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    file_name = models.CharField(max_length=LONGEST_FILE_NAME)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    choices = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    stored_at = models.DateTimeField(null=True)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=("state", "made_at"), name="imports_by_state")]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def is_about(self) -> str:
        """What it holds, as people call it."""
        called = {self.Kind.STUDENTS: _("Students"), self.Kind.INPUTS: _("Entries")}
        return called.get(self.Kind(self.kind), _("Results"))

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class ImportFile(models.Model):
    """The bytes of a draft; of a stored import the rows that were rejected, as CSV. Cleared after some days."""

    about = models.OneToOneField(Import, on_delete=models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()
    # A short digest of what was shown of each row, so that a preview that is made again can say which rows changed.
    seen = models.JSONField(default=dict)
    # Of a large file: what its page shows, with what that was made from, and the job that makes or stores it.
    preview = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    job = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"file of import {self.about_id}"


class ImportedChange(models.Model):
    """One student that an import touched, as facts: how they were before (None: not there) and afterwards."""

    about = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="changes")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"change of import {self.about_id}"


class RememberedColumn(models.Model):
    """What somebody once said a column of that header holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    header = models.CharField(max_length=200)
    target = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "header"), name="column_remembered_once")]

    def __str__(self) -> str:
        return f"{self.header}: {self.target}"
