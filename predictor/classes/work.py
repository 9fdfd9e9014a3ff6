"""Writing about classes and students."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from mlcore.pipeline.schema.answers import clean
from predictor.models import Student
from predictor.problems import DeletedMeanwhile, ReferenceTaken


def save_student(student: Student, *, name: str, reference: str, known: Mapping[str, object]) -> None:
    """Store a new or changed student; of what is known, the given fields are changed, and None forgets one.

    Whoever changes one holds it by `Student.objects.to_change()`. Raises InvalidAnswers, ReferenceTaken,
    DeletedMeanwhile.
    """
    fields = student.classroom.schema_version.schema.described
    everything = student.known | clean(fields, known, asked="student")
    student.name, student.reference = name, reference
    student.known = {field.slug: value for field in fields if (value := everything.get(field.slug)) is not None}
    try:
        with transaction.atomic():
            student.save()
    except IntegrityError as error:
        if "reference_once_per_class" in str(error):
            raise ReferenceTaken("Another student of this class has this number.") from error
        raise DeletedMeanwhile("The class was deleted in the meantime.") from error
