"""The rows that sheets are made of, in as many queries for a class as for one student."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from mlcore.models import Task
from predictor.models import Outcome, Prediction, Student, Target

# The newest one is what the sheet is about.
MOST_PREDICTIONS, MOST_RESULTS = 4, 3
RELATED = ("task__schema_version", "submission__schema_version", "model_version__schema_version", "student__classroom")


@dataclass
class Rows:
    """Of one student and question, the newest first; of the target the row that counts."""

    predictions: list[Prediction] = field(default_factory=list)
    results: list[Outcome] = field(default_factory=list)
    target: Target | None = None


def rows_of(students: Sequence[Student], task: Task) -> dict[int, Rows]:
    """By student; four queries."""
    found: dict[int, Rows] = defaultdict(Rows)
    keys = [student.pk for student in students]
    for prediction in _predictions(keys, task):
        found[prediction.student_id or 0].predictions.append(prediction)
    for outcome in _results(keys, task):
        if len(found[outcome.student_id].results) < MOST_RESULTS:
            found[outcome.student_id].results.append(outcome)
    for target in Target.objects.filter(student__in=keys, task=task).newest().select_related("made_by"):
        found[target.student_id].target = target
    return found


def _results(students: Iterable[int], task: Task) -> Iterable[Outcome]:
    rows = Outcome.objects.filter(student__in=students, schema_name=task.schema_version.name).in_force()
    return rows.filter(field=task.question.target).order_by("-day", "-id")


def _predictions(students: Iterable[int], task: Task) -> Iterable[Prediction]:
    place = Window(RowNumber(), partition_by=F("student"), order_by=F("id").desc())
    ranked = Prediction.objects.filter(student__in=students, task=task).annotate(place=place)
    newest = list(ranked.filter(place__lte=MOST_PREDICTIONS).order_by().values_list("pk", flat=True))
    rows = Prediction.objects.filter(pk__in=newest).select_related(*RELATED)
    return rows.annotate(is_demo=F("model_version__run__dataset__is_demo")).latest_first()
