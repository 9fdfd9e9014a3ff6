"""Which rows that models learn from are a student's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Exists, OuterRef

from mlcore.datasets.forgetting.taking_out import TakenOut
from mlcore.models import Dataset, SchemaVersion
from mlcore.pipeline.schema import Schema
from predictor.models import Outcome, RecordedRow, Student, Submission
from predictor.objections.reads import may_have_learned

if TYPE_CHECKING:
    import pandas as pd

RENUMBER = """
UPDATE predictor_recordedrow SET position = position - (SELECT count(*) FROM unnest(%s) gone WHERE gone < position)
WHERE content_id = %s
"""


def rows_of(student: Student) -> dict[int, list[int]]:
    """Positions by the key of a dataset: as it was noted whose they are; where an older release stored recorded
    results, or somebody imported a file, those that say the same as what is known of the student."""
    found = _noted(student)
    for dataset in _without_note(student):
        if positions := _alike(dataset, student):
            found[dataset.pk] = positions
    return found


def on_deleted_rows(student: Student) -> list[int]:
    """Keys of trainings that may have learned from them on rows that are not there any more, so that nothing can be
    taken out of these."""
    runs = [version.run for version in may_have_learned(student)]
    return [run.pk for run in runs if run.dataset.deleted_at and not run.forgot_at]


def renumber(taken: TakenOut) -> None:
    """Rows behind those that went moved up."""
    with connection.cursor() as cursor:
        for dataset, positions in taken.rows.items():
            RecordedRow.objects.filter(content=dataset, position__in=positions).delete()
            cursor.execute(RENUMBER, [positions, dataset])


def _noted(student: Student) -> dict[int, list[int]]:
    found = defaultdict(list)
    rows = RecordedRow.objects.filter(student=student).order_by("content", "position")
    for dataset, position in rows.values_list("content", "position"):
        found[dataset].append(position)
    return dict(found)


def _without_note(student: Student) -> Iterator[Dataset]:
    """Made-up rows are nobody's."""
    outcomes = Outcome.objects.filter(student=student).order_by()
    schemas = set(outcomes.values_list("schema_name", flat=True).distinct())
    rows = Dataset.objects.present().imported().filter(schema_version__name__in=schemas, is_demo=False)
    noted = RecordedRow.objects.filter(content=OuterRef("pk"))
    yield from rows.exclude(Exists(noted)).select_related("schema_version", "stored").order_by("pk")


def _alike(dataset: Dataset, student: Student) -> list[int]:
    import pandas as pd

    from mlcore.pipeline.rows.finding import places_of

    rows = list(_rows_about(student, dataset.schema_version))
    if not rows:
        return []
    schema = dataset.schema_version.schema
    return places_of(bytes(dataset.stored.csv), _typed(pd.DataFrame(rows), schema), schema)


def _typed(frame: "pd.DataFrame", schema: Schema) -> "pd.DataFrame":
    import pandas as pd

    numbers = [field.slug for field in schema.fields if field.is_number and field.slug in frame]
    return frame.assign(**{slug: pd.to_numeric(frame[slug], errors="coerce").astype("float64") for slug in numbers})


def _rows_about(student: Student, version: SchemaVersion) -> Iterator[Mapping[str, Any]]:
    """What a training could have learned: per result one row for each that it could have been stored as."""
    submitted = Submission.objects.filter(student=student, schema_version__name=version.name).order_by("id")
    entered = {repr(sorted(answers.items())): answers for answers in submitted.values_list("answers", flat=True)}
    results = list(Outcome.objects.filter(student=student, schema_name=version.name).order_by("id"))
    reached = {one.field: one.value for one in results}
    for result in results:
        yield from _rows_of(result, version.schema, list(entered.values()) or [{}], student.known | reached)


def _rows_of(
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
