"""Classes and their students."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone

from mlcore.models import SchemaVersion
from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def open_to(self, user: "User", act: Act) -> "ClassroomQuerySet":
        """Those to which the user may do it."""
        scope = reach(user, act)
        if scope is Reach.OWN:
            return self.filter(teachers=user)
        return self if scope is Reach.EVERYTHING else self.none()

    def visible_to(self, user: "User") -> "ClassroomQuerySet":
        return self.open_to(user, Act.SEE)

    def current(self) -> "ClassroomQuerySet":
        """Those of every day; archived ones have a list of their own."""
        return self.filter(archived_at=None)

    def archived(self) -> "ClassroomQuerySet":
        return self.exclude(archived_at=None)

    def to_change(self) -> "ClassroomQuerySet":
        # Locked: saving a class that was deleted since would bring it back, without teachers and students.
        return self.select_for_update(of=("self",), no_key=True)


class Classroom(models.Model):
    """A class; its teachers, and nobody else but the admin, see its students."""

    name = models.CharField(max_length=100)
    teachers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="classrooms", blank=True)
    schema_version = models.ForeignKey(SchemaVersion, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    # From then on it is read only, and out of the lists of every day; None again once it was brought back.
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class StudentQuerySet(models.QuerySet["Student"]):
    def open_to(self, user: "User", act: Act) -> "StudentQuerySet":
        """Those to whom the user may do it."""
        # A subquery, not a join: a class with two teachers must not list its students twice.
        return self.filter(classroom__in=Classroom.objects.open_to(user, act).values("pk"))

    def visible_to(self, user: "User") -> "StudentQuerySet":
        return self.open_to(user, Act.SEE)

    def current(self) -> "StudentQuerySet":
        """Those of no archived class."""
        return self.filter(classroom__archived_at=None)

    def to_change(self) -> "StudentQuerySet":
        # Locked: two changes at once would each write back what they read, and saving one who was deleted since would
        # bring them back.
        return self.select_for_update(of=("self",), no_key=True)


class Student(models.Model):
    """A student of one class, with what is known about them in the words of the class's schema."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="students")
    name = models.CharField(max_length=150)
    reference = models.CharField("school's own number", max_length=50, blank=True)
    known = models.JSONField("what is known", default=dict, blank=True)
    # By field, in ISO format; a value without a time is as old as the student. An older release adds students, too.
    noted = models.JSONField(
        "when it was noted", default=dict, db_default=Value({}, models.JSONField()), blank=True, editable=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = StudentQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("classroom", "reference"), condition=~Q(reference=""), name="reference_once_per_class"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A class that a student was in before, and when they left it last; `Student.classroom` is the one they are in."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="memberships")
    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="memberships")
    left_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("student__name", "student")
        constraints = [models.UniqueConstraint(fields=("student", "classroom"), name="each_class_of_a_student_once")]

    def __str__(self) -> str:
        return f"student {self.student_id} in class {self.classroom_id}"
