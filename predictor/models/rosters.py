"""Zips about whole schools that an admin took in: what was decided, what was stored, and which ids stand for whom."""

from django.conf import settings
from django.db import models
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from predictor.models.classes import Classroom, Student

LONGEST_ID = 255


class RosterQuerySet(models.QuerySet["Roster"]):
    def latest_first(self) -> "RosterQuerySet":
        return self.order_by("-id")

    def drafts(self) -> "RosterQuerySet":
        return self.filter(state=Roster.State.DRAFT)

    def to_change(self) -> "RosterQuerySet":
        # Locked: a second tab that confirms or undoes as well waits, and then finds that it was done.
        return self.select_for_update(of=("self",))


class Roster(models.Model):
    """One zip. What it did to a class is an import of that class, which is a part of this."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        STORED = "stored", _("Stored")
        UNDONE = "undone", _("Undone")

    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    choices = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    # What students do not tell: the classes that were made, who was made a teacher of them, and who stopped.
    made = models.JSONField(default=dict)
    stored_at = models.DateTimeField(null=True)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RosterQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"roster {self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class RosterFile(models.Model):
    """The bytes of a draft; of a stored zip the rows that were refused, as a zip. Cleared after some days."""

    about = models.OneToOneField(Roster, on_delete=models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()
    # Of a large one: what its page shows, with what that was made from, and the job that makes or stores it.
    preview = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    job = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"file of roster {self.about_id}"


class RosterClass(models.Model):
    """Which class an id of the other system stands for, and into which class those go who leave it."""

    classroom = models.OneToOneField(Classroom, on_delete=models.CASCADE, related_name="in_rosters")
    sourced_id = models.CharField(max_length=LONGEST_ID, unique=True)
    left = models.ForeignKey(Classroom, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="classes")

    def __str__(self) -> str:
        return self.sourced_id


class RosterStudent(models.Model):
    """Which id of the other system stands for a student; one person is a student of each of their classes."""

    student = models.OneToOneField(Student, on_delete=models.CASCADE, related_name="in_rosters")
    sourced_id = models.CharField(max_length=LONGEST_ID, db_index=True)
    about = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="students")

    def __str__(self) -> str:
        return self.sourced_id
