"""Deciding grade boundaries without a training: dated, with a reason, for a class or for all."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mlcore.models import SchemaVersion
from mlcore.pipeline.schema import Field, Grade, Grading
from predictor.models import Classroom, GradeBoundaries
from predictor.problems import BoundariesChanged, BoundariesRefused, ClassArchived, DayIsOver, DeletedMeanwhile

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whose boundaries: of one field of a schema, for one class or for all."""

    schema_version: SchemaVersion
    target: Field
    classroom: Classroom | None = None


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who decides, why, and from which day on; `seen` is the newest decision on the field that they saw, 0 where there
    was none, None where they did not look."""

    by: "User"
    reason: str
    valid_from: dt.date
    seen: int | None = None


def decide(scope: Scope, grades: list[Grade], passed: float | str | None, signed: Signed) -> GradeBoundaries:
    """Grades in the school's order. Raises SchemaError, BoundariesRefused, ClassArchived, DeletedMeanwhile."""
    if Grading.of(grades, passed, scope.target.bounds, scope.target.label) is None:
        raise BoundariesRefused(
            _("Give grades or a pass mark; to go back to what held before, take them back."), "grades"
        )
    content = {"grade": [{"label": grade.label, "from": grade.start} for grade in grades], "pass": passed}
    return _stored(scope, {key: value for key, value in content.items() if value not in (None, [])}, signed)


def take_back(scope: Scope, signed: Signed) -> GradeBoundaries:
    """From that day on what holds for everybody, or for all what the schema says. Raises as `decide`."""
    own = GradeBoundaries.objects.filter(
        schema_name=scope.schema_version.name, field=scope.target.slug, classroom=scope.classroom
    )
    now = own.filter(valid_from__lte=signed.valid_from).first()
    if now is None or not now.content:
        raise BoundariesRefused(_nothing_to_take_back(scope, signed.valid_from, own), "take_back")
    return _stored(scope, {}, signed)


def _nothing_to_take_back(scope: Scope, day: dt.date, own: QuerySet[GradeBoundaries]) -> str:
    whose = scope.classroom.name if scope.classroom else _("every class")
    nothing = _("No boundaries are set for %(whose)s on %(day)s, so there is nothing to take back.")
    if not (later := own.filter(valid_from__gt=day).exclude(content={}).last()):
        return nothing % {"whose": whose, "day": date_format(day)}
    nothing = _(
        "No boundaries are set for %(whose)s on %(day)s, so there is nothing to take back. Those set from %(later)s on "
        "are taken back from that day on."
    )
    return nothing % {"whose": whose, "day": date_format(day), "later": date_format(later.valid_from)}


def newest(schema_name: str, field: str) -> int:
    """The number of the newest decision on a field, for whichever class; 0 without any."""
    found = GradeBoundaries.objects.filter(schema_name=schema_name, field=field).order_by("-id")
    return found.values_list("pk", flat=True).first() or 0


def _refuse_unseen(scope: Scope, signed: Signed) -> None:
    """Of two who decide at once the second waits here, and is told."""
    list(SchemaVersion.objects.select_for_update().filter(pk=scope.schema_version.pk).values_list("pk"))
    if signed.seen is not None and signed.seen != newest(scope.schema_version.name, scope.target.slug):
        raise BoundariesChanged(_("Others were decided meanwhile. Look at them, and decide again if need be."), "seen")


def _stored(scope: Scope, content: Mapping[str, Any], signed: Signed) -> GradeBoundaries:
    if scope.classroom:
        ClassArchived.check(scope.classroom)
    _refuse_past(signed)
    try:
        with transaction.atomic():
            _refuse_unseen(scope, signed)
            return GradeBoundaries.objects.create(
                schema_name=scope.schema_version.name,
                field=scope.target.slug,
                classroom=scope.classroom,
                valid_from=signed.valid_from,
                content=content,
                reason=signed.reason,
                made_by=signed.by,
            )
    except IntegrityError as error:
        if scope.classroom is None or Classroom.objects.filter(pk=scope.classroom.pk).exists():
            raise
        raise DeletedMeanwhile(_("The class was deleted in the meantime.")) from error


def _refuse_past(signed: Signed) -> None:
    if signed.valid_from < timezone.localdate():
        raise DayIsOver(
            _("The first day is over, and what was predicted keeps the boundaries of its day. Choose today or later."),
            "valid_from",
        )
