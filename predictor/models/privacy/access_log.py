"""Who saw, changed or took along what about which students: lines that only grow, sealed into a chain."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_NAME, LONGEST_WHAT = 150, 100


class AccessLineQuerySet(models.QuerySet["AccessLine"]):
    def about(self, student: int) -> "AccessLineQuerySet":
        return self.filter(students__contains=[student])

    def unsealed(self) -> "AccessLineQuerySet":
        return self.filter(place=None)


class AccessLine(models.Model):
    """One request, command or job, and the students whom it was about. It holds no names of students and no values, so
    that nothing of it changes where a student is forgotten; accounts stand with the name that they had.

    `place` and `hash` are set once, when the line is sealed (the database refuses every other change): the hash is over
    the one of the place before and over all that this line says.
    """

    class Door(models.TextChoices):
        PAGE = "page", _("page")
        API = "api", "API"
        FILE = "file", pgettext_lazy("a door", "file")
        COMMAND = "command", _("command")
        JOB = "job", pgettext_lazy("a door", "job")
        ADMIN = "admin", _("Django's admin")

    class Act(models.TextChoices):
        SAW = "saw", pgettext_lazy("somebody", "saw")
        EXPORTED = "exported", pgettext_lazy("somebody", "exported")
        PRINTED = "printed", pgettext_lazy("somebody", "printed")
        ADDED = "added", pgettext_lazy("somebody", "added")
        CHANGED = "changed", pgettext_lazy("somebody", "changed")
        PREDICTED = "predicted", pgettext_lazy("somebody", "predicted")
        SHARED = "shared", pgettext_lazy("somebody", "shared")
        DELETED = "deleted", pgettext_lazy("somebody", "deleted")
        RESTORED = "restored", pgettext_lazy("somebody", "restored")
        CUT = "cut", pgettext_lazy("somebody", "cut the log")

    at = models.DateTimeField(db_default=Now())
    account = models.BigIntegerField(null=True)
    account_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    door = models.CharField(max_length=7, choices=Door)
    act = models.CharField(max_length=9, choices=Act)
    what = models.CharField(max_length=LONGEST_WHAT, help_text="The name of an address, a command or a kind of job")
    kind = models.CharField(max_length=20, blank=True, help_text="Of the thing that it was asked with")
    thing = models.BigIntegerField(null=True)
    students = ArrayField(models.BigIntegerField())
    place = models.BigIntegerField(null=True, unique=True)
    hash = models.BinaryField(null=True)

    objects = AccessLineQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            GinIndex(fields=("students",), name="access_lines_of_student"),
            models.Index(fields=("id",), condition=Q(place=None), name="access_lines_to_seal"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(place=None, hash=None) | Q(place__gt=0, hash__isnull=False), name="sealed_or_not"
            )
        ]

    def __str__(self) -> str:
        return f"access line {self.pk}"


class AccessSeal(models.Model):
    """How far the chain went at a moment, and its hash there; rows are added only. One that `cuts` is where the chain
    begins since the lines up to it were taken away."""

    at = models.DateTimeField(db_default=Now())
    place = models.BigIntegerField()
    hash = models.BinaryField()
    cuts = models.BooleanField(default=False)

    class Meta:
        ordering = ("-place",)
        constraints = [models.UniqueConstraint(fields=("place", "cuts"), name="one_seal_of_a_place")]

    def __str__(self) -> str:
        return f"access seal at {self.place}"
