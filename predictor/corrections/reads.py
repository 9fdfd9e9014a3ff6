"""Requests to correct an entry, as lists and pages read them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field, Value, exact, written
from mlcore.words.numbers import localised
from predictor.access.reading.closed import closed_anywhere
from predictor.models import Classroom, Correction, CorrectionQuerySet, Student
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_SHOWN = 100


@dataclass(frozen=True)
class Shown:
    """`label` of the entry; `was` and `right` as texts."""

    row: Correction
    label: str
    was: str
    right: str
    is_overdue: bool


def student_for(user: "User", pk: int, act: Act) -> Student:
    return get_object_or_404(Student.objects.open_to(user, act).select_related("classroom__schema_version"), pk=pk)


def open_to(user: "User", act: Act) -> CorrectionQuerySet:
    """Those about entries that they may see."""
    return Correction.objects.open_to(user, act).but_about(closed_anywhere(user))


def correction_for(user: "User", pk: int, act: Act) -> Correction:
    rows = open_to(user, act).select_related("student__classroom__schema_version", "made_by")
    return get_object_or_404(rows, pk=pk)


def classroom_for(user: "User", asked: str | None) -> Classroom | None:
    """The class that a list is about, where the address names one."""
    rows = ModelChoiceField(Classroom.objects.open_to(user, Act.CHANGE), required=False)
    try:
        found: Classroom | None = rows.clean(asked)
    except ValidationError as error:
        raise Http404(_("There is no such class.")) from error
    return found


def waiting_for(user: "User", classroom: Classroom | None = None) -> list[Shown]:
    """Open ones of students whom they may change, what is first due first."""
    rows = open_to(user, Act.CHANGE).waiting()
    if classroom:
        rows = rows.of_class(classroom)
    return shown(rows.select_related("student__classroom__schema_version", "made_by")[:MOST_SHOWN])


def of_student(student: Student, user: "User") -> list[Shown]:
    """Newest first."""
    rows = Correction.objects.filter(student=student).but_about(closed_anywhere(user))
    return shown(rows.select_related("student__classroom__schema_version", "made_by", "decided_by")[:MOST_SHOWN])


def shown(rows: Iterable[Correction]) -> list[Shown]:
    """Each schema is read once, however many rows there are."""
    known: dict[int, Mapping[str, Field]] = {}
    return [_shown(row, known) for row in rows]


def _shown(row: Correction, known: dict[int, Mapping[str, Field]]) -> Shown:
    version = row.student.classroom.schema_version
    if version.pk not in known:
        known[version.pk] = {field.slug: field for field in version.schema.described}
    field = known[version.pk].get(row.field)
    today: dt.date = timezone.localdate()
    label = field.label if field else row.field
    return Shown(row, label, _text(row.was, field), _text(row.right, field), row.is_overdue(today))


def _text(value: Value, field: Field | None) -> str:
    if value is None:
        return _("not known")
    if isinstance(value, str):
        return field.shown(value) if field else value
    return localised(exact(written(value)))
