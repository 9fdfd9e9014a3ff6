"""What a file of the history has per prediction, whichever kind of file it is."""

from collections.abc import Iterable
from itertools import product

from django.utils import timezone

from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.words.marks import chances
from predictor.grades.in_force import InForce
from predictor.models import Prediction
from predictor.predicting import words
from predictor.saving.table import Cell, SavedTable

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
)
WIDTHS = {"made_at": 18, "student": 24, "class": 16, "warnings": 40}


def table(chunks: Iterable[list[Prediction]]) -> SavedTable:
    in_force = InForce()
    pieces = ((cells(prediction, in_force) for prediction in chunk) for chunk in chunks)
    return SavedTable(name="predictions", title="Predictions", header=HEADER, pieces=pieces, widths=WIDTHS)


def cells(prediction: Prediction, in_force: InForce) -> list[Cell]:
    """In the order of HEADER; the time is local, grades are those of the prediction's day."""
    student, target = prediction.student, prediction.task.target
    numbers = (prediction.value, *(getattr(prediction, f"{end}{level}") for level, end in ENDS))
    grading = in_force.of_prediction(prediction)
    return [
        timezone.localtime(prediction.made_at),
        student.name if student else "",
        student.reference if student else "",
        student.classroom.name if student else "",
        prediction.task.slug,
        *numbers,
        prediction.model_version.number,
        prediction.made_by.get_username(),
        "; ".join(warning.message for warning in words.warnings(prediction)),
        *(chances.grade(number, target, grading) for number in numbers),
    ]
