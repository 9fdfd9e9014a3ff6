"""What a file of the history has per prediction, whichever kind of file it is."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from django.utils import timezone

from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.words.marks import chances
from predictor.corrected.reads import Corrected, corrected
from predictor.grades.in_force import InForce
from predictor.history.classes import classes_of
from predictor.models import Classroom, Outcome, Prediction, PredictionQuerySet
from predictor.outcomes.matched import results_of
from predictor.predicting import words
from predictor.predicting.readings import Reading
from predictor.saving.table import Cell, SavedTable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ENDS = tuple(product(LEVELS, ("low", "high")))
SCORES = ("value", *(f"{end}_{level}" for level, end in ENDS))
HEADER = (
    "made_at",
    "student",
    "reference",
    "class",
    "task",
    *SCORES,
    "model_version",
    "made_by",
    "warnings",
    "grade",
    *(f"grade_{end}_{level}" for level, end in ENDS),
    "reached",
    "reached_on",
    "reached_where",
    "corrected_on",
    "corrected_entries",
)
TITLE = "Predictions"  # not for readers
WIDTHS = {"made_at": 18, "student": 24, "class": 16, "warnings": 40, "reached_where": 28}


def with_related(rows: PredictionQuerySet) -> PredictionQuerySet:
    """Of what many rows share there is one in memory; schemas are long, and read with every row they would be most."""
    shared = ("task__schema_version", "model_version__schema_version", "made_by")
    return rows.select_related("student").prefetch_related(*shared, "student__classroom")


def table(chunks: Iterable[list[Prediction]], user: "User") -> SavedTable:
    """With classes as the user knows them."""
    in_force = InForce()
    pieces = (_piece(chunk, in_force, classes_of(chunk, user)) for chunk in chunks)
    return SavedTable(name="predictions", title=TITLE, header=HEADER, pieces=pieces, widths=WIDTHS)


def _piece(chunk: list[Prediction], in_force: InForce, classes: Mapping[int, Classroom]) -> Iterator[list[Cell]]:
    """What happened is read for all of them at once."""
    results, marks = results_of(chunk), corrected(chunk)
    for prediction in chunk:
        classroom, key = classes.get(prediction.student_id or 0), prediction.pk
        yield cells(prediction, in_force, classroom, results.get(key), marks.get(key))


def cells(
    prediction: Prediction,
    in_force: InForce,
    classroom: Classroom | None = None,
    result: Outcome | None = None,
    mark: Corrected | None = None,
) -> list[Cell]:
    """In the order of HEADER; the time is local, grades are those of the prediction's day."""
    student, target = prediction.student, prediction.task.target
    numbers = (prediction.value, *(getattr(prediction, f"{end}{level}") for level, end in ENDS))
    grading = in_force.of_prediction(prediction)
    return [
        timezone.localtime(prediction.made_at),
        student.name if student else "",
        student.reference if student else "",
        classroom.name if classroom else "",
        prediction.task.slug,
        *numbers,
        prediction.model_version.number,
        prediction.made_by.get_username(),
        "; ".join(warning.message for warning in words.warnings(prediction)),
        *(chances.grade(number, target, grading) for number in numbers),
        result.value if result else None,
        result.day if result else None,
        Reading(prediction, target, result=result).where_reached,
        mark.on if mark else None,
        "; ".join(mark.fields) if mark else None,
    ]
