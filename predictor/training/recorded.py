"""Results that the school recorded, as rows to learn from: what was known before each of them, and what came of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from mlcore.datasets import storing
from mlcore.models import Dataset, Task
from mlcore.pipeline.schema import InvalidValue, answers
from mlcore.versions.policies import picking
from predictor.models import Outcome, RecordedRow, Submission
from predictor.support.reads import had_support
from predictor.whose_rows import turns

if TYPE_CHECKING:
    import pandas as pd

ARCHIVED_BY = "the training that it was stored for"  # not for readers
SOURCE = "Results that were recorded here, beside what was entered before them"  # not for readers


def rows_of(task: Task) -> list[dict[str, Any]]:
    """One per student and result in force, where every input is known and is still what the schema takes."""
    return [one.row for one in _rows_of_students(task)]


def counts_of(task: Task) -> tuple[int, int]:
    """How many rows there are, and how many of them are results of students who had support since they were entered."""
    found = _rows_of_students(task)
    return len(found), sum(one.supported for one in found)


@dataclass(frozen=True)
class _Recorded:
    student: int
    supported: bool
    row: dict[str, Any]


def _rows_of_students(task: Task) -> list[_Recorded]:
    """Each with the key of its student, and whether they had support since the inputs were entered.

    Without students who object to it. The inputs are those of the last prediction that was asked for on a day before
    the result: of the day itself nobody can tell whether they were entered before the result was known.
    """
    before = Submission.objects.filter(student=OuterRef("student"), task=task, made_at__date__lt=OuterRef("day"))
    newest = before.order_by("-made_at", "-id")
    entered, since = Subquery(newest.values("answers")[:1]), Subquery(newest.values("made_at__date")[:1])
    results = Outcome.objects.in_force().filter(schema_name=task.schema_version.name, field=task.question.target)
    results = results.filter(student__objected_at=None)
    told = results.annotate(since=since).annotate(supported=had_support("since", "day")).order_by("day", "id")
    found = told.values_list("student", "supported", entered, "value").iterator()
    needed = picking.learned_by(task).question.inputs
    return [
        _Recorded(student, supported, row)
        for student, supported, answers_then, value in found
        if (row := _row(task, needed, answers_then, value))
    ]


def _of_one_student(students: Iterable[int]) -> list[list[int]]:
    """Positions of rows that no fold may cut apart; whose they are is not among what is stored."""
    places = defaultdict(list)
    for position, student in enumerate(students):
        places[student].append(position)
    return [positions for positions in places.values() if len(positions) > 1]


def _row(task: Task, needed: Sequence[str], entered: dict[str, Any] | None, value: float) -> dict[str, Any] | None:
    """What a policy leaves out is not asked for any more; where it was entered, errors are looked at by it."""
    schema, question = task.schema_version.schema, task.question
    entered = entered or {}
    known = {slug: entered[slug] for slug in question.inputs if entered.get(slug) is not None}
    if any(slug not in known for slug in needed):
        return None
    try:
        return answers.clean_inputs(schema, question, known) | {question.target: task.target.clean(value)}
    except (answers.InvalidAnswers, InvalidValue):  # a newer version of the schema may not take it any more
        return None


@transaction.atomic
def store(task: Task) -> Dataset | None:
    """The rows as they are now, as a dataset of their own; None where there are none. The same rows are stored once.

    It is archived from the start: a training that is not asked for recorded results takes none by accident.
    """
    turns.noting()
    found = _rows_of_students(task)
    if not found:
        return None
    dataset, created = _stored(task, found)
    if created:
        dataset.archived_at, dataset.archived_by = timezone.now(), ARCHIVED_BY
        dataset.save(update_fields=["archived_at", "archived_by"])
    _note_whose(dataset, [one.student for one in found])
    return dataset


def _note_whose(dataset: Dataset, students: Sequence[int]) -> None:
    """Whoever is forgotten or objects is found by it; also in rows that an older release stored, which noted nothing,
    and where the same values are those of somebody else now."""
    noted = set(RecordedRow.objects.filter(dataset=dataset).values_list("position", "student"))
    RecordedRow.objects.bulk_create(
        RecordedRow(dataset=dataset, position=position, student_id=student)
        for position, student in enumerate(students)
        if (position, student) not in noted
    )


def _stored(task: Task, found: Sequence[_Recorded]) -> tuple[Dataset, bool]:
    return storing.store_dataset(
        schema_version=task.schema_version,
        frame=_frame([one.row for one in found], task),
        people=_of_one_student(one.student for one in found),
        supported=[position for position, one in enumerate(found) if one.supported],
        name=_free_name(task),
        source=SOURCE,
        is_demo=False,
    )


def _frame(rows: Sequence[dict[str, Any]], task: Task) -> "pd.DataFrame":
    import pandas as pd

    from mlcore.pipeline.rows.combining import carried

    return carried(pd.DataFrame(list(rows)), task.schema_version.schema)


def _free_name(task: Task) -> str:
    first = f"Recorded results, {task.slug[:50]}, {timezone.localdate():%-d %b %Y}"  # not for readers
    taken = set(Dataset.objects.present().filter(name__startswith=first).values_list("name", flat=True))
    names = (first, *(f"{first} ({number})" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
