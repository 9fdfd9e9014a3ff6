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
    schema = student.classroom.schema_version.schema
    fields = values_for(reader, {field.slug: field.label for field in schema.fields})
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
        "hidden_fields": len(schema.fields) - len(fields),
        **parts,
        "models": models(student),
        "left_out": [{"what": name, "why": why} for name, why in LEFT_OUT.items()],
    }
