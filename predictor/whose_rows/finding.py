"""Rows of datasets that are of some students: as it was noted, or by what they hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

from mlcore.models import Dataset, SchemaVersion
from mlcore.pipeline.schema import Schema
from predictor.models import Outcome, RecordedRow, Student, Submission

if TYPE_CHECKING:
    import pandas as pd


def rows_of(students: Sequence[Student], among: QuerySet[Dataset]) -> dict[int, list[int]]:
    """Positions by the key of a dataset that has its rows: as it was noted whose they are; where an older release
    stored recorded results, or somebody imported a file, those that say the same as what is known of a student, each as
    often as it is known."""
    found = _noted(students, among)
    for dataset in _without_note(students, among):
        if positions := _alike(dataset, students):
            found[dataset.pk] = positions
    return found


def _noted(students: Sequence[Student], among: QuerySet[Dataset]) -> dict[int, list[int]]:
    found = defaultdict(list)
    present = among.filter(deleted_at=None).order_by().values("pk")
    rows = RecordedRow.objects.filter(student__in=students, dataset__in=present).order_by("dataset", "position")
    for dataset, position in rows.values_list("dataset", "position").distinct():
        found[dataset].append(position)
    return dict(found)


def _without_note(students: Sequence[Student], among: QuerySet[Dataset]) -> Iterator[Dataset]:
    """Made-up rows are nobody's."""
    outcomes = Outcome.objects.filter(student__in=students).order_by()
    schemas = set(outcomes.values_list("schema_name", flat=True).distinct())
    whole = Dataset.objects.imported().filter(schema_version__name__in=schemas, is_demo=False, deleted_at=None)
    noted = RecordedRow.objects.filter(dataset=OuterRef("pk"))
    rows = whole.filter(pk__in=among.order_by().values("pk")).exclude(Exists(noted))
    yield from rows.select_related("schema_version", "stored").order_by("pk")


def _alike(dataset: Dataset, students: Sequence[Student]) -> list[int]:
    import pandas as pd

    from mlcore.pipeline.rows.finding import places_of

    rows = list(_rows_about(students, dataset.schema_version))
    if not rows:
        return []
    schema = dataset.schema_version.schema
    return places_of(bytes(dataset.stored.csv), _typed(pd.DataFrame(rows), schema), schema)


def _typed(frame: "pd.DataFrame", schema: Schema) -> "pd.DataFrame":
    import pandas as pd

    numbers = [field.slug for field in schema.fields if field.is_number and field.slug in frame]
    return frame.assign(**{slug: pd.to_numeric(frame[slug], errors="coerce").astype("float64") for slug in numbers})


def _rows_about(students: Sequence[Student], version: SchemaVersion) -> Iterator[Mapping[str, Any]]:
    """What a training could have learned: per result one row for each that it could have been stored as."""
    submitted = Submission.objects.filter(student__in=students, schema_version__name=version.name).order_by("id")
    recorded = Outcome.objects.filter(student__in=students, schema_name=version.name).order_by("id")
    entered = _by_student(submitted.values_list("student", "answers"))
    results = _by_student((one.student_id, one) for one in recorded)
    for student in students:
        yield from _rows_of_one(student, version.schema, entered[student.pk], results[student.pk])


def _by_student(rows: Iterable[tuple[int | None, Any]]) -> dict[int | None, list[Any]]:
    found = defaultdict(list)
    for student, one in rows:
        found[student].append(one)
    return found


def _rows_of_one(
    student: Student, schema: Schema, submitted: Sequence[dict[str, Any]], results: Sequence[Outcome]
) -> Iterator[Mapping[str, Any]]:
    entered = {repr(sorted(answers.items())): answers for answers in submitted}
    reached = {one.field: one.value for one in results}
    for result in results:
        yield from _rows_of_result(result, schema, list(entered.values()) or [{}], student.known | reached)


def _rows_of_result(
    result: Outcome, schema: Schema, entered: list[dict[str, Any]], known: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """As recorded results are stored, by question; and as a file may hold them, with everything that is known."""
    alike = {}
    for answers in entered:
        rows = [
            {slug: answers.get(slug) for slug in task.inputs} for task in schema.tasks if task.target == result.field
        ]
        rows.append({**known, **answers})
        for row in rows:
            whole = {slug: value for slug, value in {**row, result.field: result.value}.items() if value is not None}
            alike[repr(sorted(whole.items()))] = whole
    # A result alone is anybody's.
    yield from (whole for whole in alike.values() if len(whole) > 1)
