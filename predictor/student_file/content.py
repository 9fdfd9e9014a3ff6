"""The file as data; its shape is described in docs/files.md."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from predictor.models import Student
from predictor.student_file.kept import LEFT_OUT
from predictor.student_file.parts import PARTS
from predictor.student_file.told import models
from predictor.student_file.values import values_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FORMAT = 1


def file_of(student: Student, reader: "User") -> dict[str, Any]:
    fields = values_for(reader, _labels(student))
    parts = {name: read(student, reader) for name, read in PARTS.items()}
    return {
        "format": FORMAT,
        "made_at": timezone.now(),
        "made_by": reader.get_username(),
        "student": {
            "id": student.pk,
            "name": student.name,
            "reference": student.reference,
            "class": student.classroom.name,
            "created_at": student.created_at,
        },
        "fields": fields,
        "hidden_fields": hidden_from(reader, student),
        **parts,
        "models": models(student),
        "left_out": [{"what": name, "why": why} for name, why in LEFT_OUT.items()],
    }


def hidden_from(reader: "User", student: Student) -> int:
    """Of how many fields nothing is in the file of this reader."""
    labels = _labels(student)
    return len(labels) - len(values_for(reader, labels))


def _labels(student: Student) -> dict[str, str]:
    return {field.slug: field.label for field in student.classroom.schema_version.schema.fields}
