"""Turning the switch of a student, also of an archived class: it is their right."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from predictor.access_log.record import touched
from predictor.models import Objection, Student
from predictor.problems import DeletedMeanwhile, ObjectionStays

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def turn(student: Student, objects_now: bool, *, by: "User", why: str) -> Objection:
    """Raises ObjectionStays where it is so already, DeletedMeanwhile."""
    held = Student.objects.to_change().filter(pk=student.pk).first()
    if held is None:
        raise DeletedMeanwhile(_("The student was deleted in the meantime."))
    if objects_now and held.objected_at:
        raise ObjectionStays(_("The objection is noted already."))
    if not objects_now and not held.objected_at:
        raise ObjectionStays(_("There is no objection that could be taken back."))
    touched([held.pk])
    moment = timezone.now()
    held.objected_at = student.objected_at = moment if objects_now else None
    held.save(update_fields=["objected_at"])
    return Objection.objects.create(student=held, objects_now=objects_now, why=why, made_by=by, made_at=moment)
