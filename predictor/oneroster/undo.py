"""Taking a zip back: every class as it was before, unless somebody worked with what came since."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mlcore.pipeline.messages import N_, message
from mlcore.pipeline.schema.texts import listed
from predictor.imports.undo import classes_of
from predictor.imports.undo import undo as undo_part
from predictor.imports.work import hold_classes
from predictor.models import (
    Classroom,
    GradeBoundaries,
    Import,
    ImportedChange,
    Roster,
    RosterClass,
    RosterStudent,
    Student,
)
from predictor.oneroster.work import held
from predictor.problems import UndoRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def undo(row: Roster, user: "User") -> Roster:
    """Also days later; of classes that were deleted since nothing is left to take back.

    Raises ImportDone, and UndoRefused with the names of students or classes that were changed since.
    """
    row = held(row, Roster.State.STORED)
    parts = row.parts.filter(state=Import.State.STORED).select_related("classroom__schema_version").order_by("-pk")
    moved = classes_of(ImportedChange.objects.filter(about__in=parts.order_by()))
    stopped = row.made.get("stopped", [])
    # All at once: held part by part, two undos could wait for each other.
    hold_classes(
        [*parts.values_list("classroom", flat=True), *row.made.get("classes", []), *moved, *(key for key, _ in stopped)]
    )
    for part in parts:
        undo_part(part, user)
    for classroom, teacher in row.made.get("teachers", []):
        Classroom.teachers.through.objects.filter(classroom=classroom, user=teacher).delete()
    _bring_teachers_back(stopped)
    _delete_classes(row)
    RosterStudent.objects.filter(about=row).delete()
    RosterClass.objects.filter(about=row).delete()
    row.state, row.undone_at, row.undone_by = Roster.State.UNDONE, timezone.now(), user
    row.save(update_fields=["state", "undone_at", "undone_by"])
    return row


def _bring_teachers_back(stopped: "Iterable[tuple[int, int]]") -> None:
    """Where the class and the account are still there."""
    for key, user in stopped:
        if classroom := Classroom.objects.filter(pk=key).first():
            classroom.teachers.add(*get_user_model().objects.filter(pk=user))


def _delete_classes(row: Roster) -> None:
    """Those that were made for the zip."""
    made = Classroom.objects.filter(pk__in=row.made.get("classes", []))
    stored = Import.objects.filter(state=Import.State.STORED)
    # By exists and not by joins, whose rows would multiply.
    tables = (Student.objects, GradeBoundaries.objects, stored)
    used = [Exists(table.filter(classroom=OuterRef("pk"))) for table in tables]
    if names := sorted(set(made.filter(used[0] | used[1] | used[2]).values_list("name", flat=True))):
        used_since = N_("Nothing was undone, because somebody worked with these new classes since: %(names)s.")
        raise UndoRefused(message(used_since, names=listed(names, most=20)))
    made.delete()
