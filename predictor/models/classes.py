"""Classes and their students."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mlcore.models import SchemaVersion
from predictor.models.accounts.people import Department
from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def open_to(self, user: "User", act: Act) -> "ClassroomQuerySet":
        """Those to which the user may do it."""
        return self.reached_by(user, reach(user, act))

    def reached_by(self, user: "User", scope: Reach) -> "ClassroomQuerySet":
        if Reach.EVERYTHING in scope:
            return self
        if Reach.DEPARTMENT not in scope:
            return self.filter(teachers=user) if Reach.OWN in scope else self.none()
        given = Department.classrooms.through.objects.filter(department__heads=user).values("classroom")
        own = Classroom.teachers.through.objects.filter(user=user).values("classroom")
        return self.filter(pk__in=own.union(given, all=True) if Reach.OWN in scope else given)

    def visible_to(self, user: "User") -> "ClassroomQuerySet":
        return self.open_to(user, Act.SEE)

    def taught_by(self, user: "User") -> "ClassroomQuerySet":
        """Theirs as teachers, whatever else they may see."""
        as_teacher = Reach.OWN | Reach.EVERYTHING
        return self.reached_by(user, Reach.OWN if reach(user, Act.SEE) & as_teacher else Reach.NOTHING)

    def current(self) -> "ClassroomQuerySet":
        """Those of every day; archived ones have a list of their own."""
        return self.filter(archived_at=None)

    def archived(self) -> "ClassroomQuerySet":
        return self.exclude(archived_at=None)

    def to_change(self) -> "ClassroomQuerySet":
        # Locked: saving a class that was deleted since would bring it back, without teachers and students.
        return self.select_for_update(of=("self",), no_key=True)


# Of a student they belong to who teaches their own class, not to who teaches them besides.
OF_THEIR_OWN_CLASS = {Act.DELETE, Act.ARCHIVE}


class Classroom(models.Model):
    """A class; its teachers see its students, and whoever it is open to by another role."""

    name = models.CharField(max_length=100)
    teachers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="classrooms", blank=True)
    schema_version = models.ForeignKey(SchemaVersion, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    # From then on only results are added, and it is out of the lists of every day; None again once it was brought back.
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def students(self) -> "StudentQuerySet":
        """Everybody in it; `own_students` are those who are in no other class first."""
        return Student.objects.of(self)


class StudentQuerySet(models.QuerySet["Student"]):
    def open_to(self, user: "User", act: Act) -> "StudentQuerySet":
        """Those to whom the user may do it."""
        return self.reached_by(user, act, reach(user, act))

    def reached_by(self, user: "User", act: Act, scope: Reach) -> "StudentQuerySet":
        classes = Classroom.objects.reached_by(user, scope)
        if act in OF_THEIR_OWN_CLASS:
            return self.filter(classroom__in=classes.values("pk"))
        return self if scope is Reach.EVERYTHING else self.in_classes(classes)

    def of(self, classroom: "Classroom | int") -> "StudentQuerySet":
        """Whoever is in the class, as their own or besides."""
        pk = classroom.pk if isinstance(classroom, Classroom) else classroom
        return self.in_classes(Classroom.objects.filter(pk=pk))

    def in_classes(self, classes: "ClassroomQuerySet") -> "StudentQuerySet":
        # Subqueries, not joins: a class with two teachers must not list its students twice. And not one condition or
        # the other, which Postgres answers by reading all students there are.
        own = Student.objects.filter(classroom__in=classes.order_by().values("pk")).order_by().values("pk")
        besides = Membership.objects.active().filter(classroom__in=classes.order_by().values("pk")).values("student")
        return self.filter(pk__in=own.union(besides, all=True))

    def visible_to(self, user: "User") -> "StudentQuerySet":
        return self.open_to(user, Act.SEE)

    def taught_by(self, user: "User") -> "StudentQuerySet":
        """Those in a class that they teach, whatever else they may do."""
        return self.in_classes(Classroom.objects.taught_by(user))

    def current_for(self, user: "User", act: Act = Act.SEE) -> "StudentQuerySet":
        """Those who are in a class to which the user may do it and that is not archived."""
        if reach(user, act) is not Reach.EVERYTHING:
            return self.in_classes(Classroom.objects.open_to(user, act).current())
        besides = Membership.objects.active().filter(classroom__archived_at=None).values("student")
        return self.filter(Q(classroom__archived_at=None) | Q(pk__in=besides))

    def without_objection(self) -> "StudentQuerySet":
        return self.filter(objected_at=None)

    def to_change(self) -> "StudentQuerySet":
        # Locked: two changes at once would each write back what they read, and saving one who was deleted since would
        # bring them back.
        return self.select_for_update(of=("self",), no_key=True)


class Student(models.Model):
    """A student of one class, perhaps of others besides, with what is known about them in the words of its schema."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="own_students")
    name = models.CharField(max_length=150)
    reference = models.CharField(_("school's own number"), max_length=50, blank=True)
    known = models.JSONField(_("what is known"), default=dict, blank=True)
    # By field, in ISO format; a value without a time is as old as the student. An older release adds students, too.
    noted = models.JSONField(
        _("when it was noted"), default=dict, db_default=Value({}, models.JSONField()), blank=True, editable=False
    )
    created_at = models.DateTimeField(default=timezone.now)
    # From then on not predicted and not learned from; None again once the objection was taken back.
    objected_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StudentQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        indexes = [models.Index(fields=("name", "id"), name="students_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=("classroom", "reference"), condition=~Q(reference=""), name="reference_once_per_class"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_known(self) -> dict[str, Any]:
        """What is known about them, as far as whoever reads may see it."""
        closed = self.classroom.schema_version.closed.see
        return {slug: value for slug, value in self.known.items() if slug not in closed}

    def class_known_to(self, user: "User") -> Classroom:
        """Their own where the user may see it, else one that they are in besides, an open one first."""
        found = self.classes_open_to(user, Act.SEE).select_related("schema_version")
        return min(found, key=lambda one: (one.pk != self.classroom_id, bool(one.archived_at)), default=self.classroom)

    def classes_open_to(self, user: "User", act: Act) -> ClassroomQuerySet:
        """Those of their classes to which the user may do it."""
        besides = Membership.objects.active().filter(student=self.pk).values("classroom")
        return Classroom.objects.open_to(user, act).filter(Q(pk=self.classroom_id) | Q(pk__in=besides))

    def is_closed_to(self, user: "User", act: Act) -> bool:
        """Whether every class of theirs to which the user could do it is archived: one of others opens nothing. To whom
        none is open, their own class is as it is."""
        if reach(user, act) is Reach.EVERYTHING and self.classroom.archived_at is None:
            return False
        archived = list(self.classes_open_to(user, act).values_list("archived_at", flat=True))
        return all(archived or [self.classroom.archived_at])


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(left_at=None).order_by()


class Membership(models.Model):
    """A class that a student is in besides their own, or was in until `left_at`."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="memberships")
    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="memberships")
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("student__name", "student")
        constraints = [models.UniqueConstraint(fields=("student", "classroom"), name="each_class_of_a_student_once")]

    def __str__(self) -> str:
        return f"student {self.student_id} in class {self.classroom_id}"
